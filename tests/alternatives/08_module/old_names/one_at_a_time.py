"""Slow but right: one place is replaced, and the result is read again, until nothing is left."""

from __future__ import annotations

import ast

NEW = {"currentThread": "current_thread", "activeCount": "active_count"}
ATTRIBUTES = {"getName": "name", "setName": "name", "isDaemon": "daemon", "setDaemon": "daemon"}
THREADS = ("Thread", "Timer", "current_thread", "main_thread")


def modernise(source: str) -> str:
    while True:
        result = _one_step(source)
        if result is None:
            return source
        source = result


class _Program:
    def __init__(self, source):
        self.tree = ast.parse(source)
        self.lines = source.encode().splitlines(keepends=True)
        self.parents = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }
        # name -> what it is given, "?" for what nobody knows
        self.given: dict[str, set[str]] = {}
        self.strings = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.JoinedStr):
                self.strings.update(ast.walk(node))
        for node in ast.walk(self.tree):
            self.note_import(node)
        imported = set(self.given)
        for node in ast.walk(self.tree):
            self.note_others(node, imported)
        for node in ast.walk(self.tree):
            self.note_assignment(node)

    def note(self, name, what):
        self.given.setdefault(name, set()).add(what)

    def note_import(self, node):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                self.note(name, "module" if alias.name == "threading" else "?")
        elif isinstance(node, ast.ImportFrom):
            ours = node.module == "threading" and not node.level
            for alias in node.names:
                # The old function and the new one are the same.
                name = NEW.get(alias.name, alias.name)
                self.note(alias.asname or alias.name, f"module.{name}" if ours else "?")

    def note_others(self, node, imported):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in imported:
            self.note(node.id, "?")
        elif isinstance(node, ast.arg):
            self.note(node.arg, "?")
        elif isinstance(getattr(node, "name", None), str) and not isinstance(node, ast.alias):
            self.note(node.name, "?")
        elif isinstance(node, ast.MatchMapping) and node.rest:
            self.note(node.rest, "?")

    def note_assignment(self, node):
        if not isinstance(getattr(node, "ctx", None), ast.Store):
            return
        parent = self.parents[node]
        what = "?"
        if isinstance(parent, ast.AnnAssign) and parent.value is None:
            return
        if isinstance(parent, (ast.Assign, ast.AnnAssign)):
            what = self.result(parent.value)
        elif isinstance(parent, (ast.For, ast.comprehension)):
            call = isinstance(parent.iter, ast.Call)
            if call and self.what(parent.iter.func) == "module.enumerate":
                what = "thread"
        self.note(ast.unparse(node), what)

    def what(self, node):
        if isinstance(node, ast.Call):
            return self.result(node)
        if isinstance(node, (ast.Name, ast.Attribute)):
            found = self.given.get(ast.unparse(node))
            if found is not None:
                return next(iter(found)) if len(found) == 1 else "?"
        if isinstance(node, ast.Attribute) and self.what(node.value) == "module":
            return f"module.{NEW.get(node.attr, node.attr)}"
        return "?"

    def result(self, node):
        function = self.what(node.func) if isinstance(node, ast.Call) else "?"
        if function in [f"module.{name}" for name in THREADS]:
            return "thread"
        return "condition" if function == "module.Condition" else "?"

    def at(self, line, column):
        return sum(map(len, self.lines[: line - 1])) + column

    def may_rename(self, old):
        return (
            self.given.get(old) == {f"module.{NEW[old]}"}
            and self.given.get(NEW[old], {f"module.{NEW[old]}"}) == {f"module.{NEW[old]}"}
            and not any(isinstance(n, ast.Name) and n.id == old for n in self.strings)
        )


def _one_step(source):
    program = _Program(source)
    data = source.encode()
    imports = []
    for node in ast.walk(program.tree):
        if node in program.strings:
            continue
        if isinstance(node, ast.Name) and node.id in NEW and program.may_rename(node.id):
            begin = program.at(node.lineno, node.col_offset)
            return _put(data, begin, begin + len(node.id), NEW[node.id])
        if isinstance(node, ast.ImportFrom) and node.module == "threading" and not node.level:
            imports += [
                alias
                for alias in node.names
                if alias.name in NEW and (alias.asname or program.may_rename(alias.name))
            ]
        if isinstance(node, ast.Attribute) and ast.unparse(node) not in program.given:
            end = program.at(node.end_lineno, node.end_col_offset)
            begin = end - len(node.attr)
            owner = program.what(node.value)
            if owner == "module" and node.attr in NEW:
                return _put(data, begin, end, NEW[node.attr])
            if owner == "condition" and node.attr == "notifyAll":
                return _put(data, begin, end, "notify_all")
            if owner == "thread" and node.attr in ATTRIBUTES:
                call = program.parents[node]
                if isinstance(call, ast.Call) and call.func is node and not call.keywords:
                    stop = program.at(call.end_lineno, call.end_col_offset)
                    new = _call(program, data, node, call, end, stop)
                    if new is not None:
                        if data[stop : stop + 1].isalpha():
                            new += " "
                        return _put(data, begin, stop, new)
    # Last of all: as long as there are uses, the import tells what they are.
    for node in imports:
        begin = program.at(node.lineno, node.col_offset)
        return _put(data, begin, begin + len(node.name), NEW[node.name])
    return None


def _call(program, data, node, call, begin, stop):
    name = ATTRIBUTES[node.attr]
    if not _without_comments(data[begin:stop]).lstrip(b" \t\r\n\\").startswith(b"("):
        return None
    if node.attr in ("getName", "isDaemon"):
        return name if not call.args else None
    if len(call.args) != 1 or isinstance(call.args[0], ast.Starred):
        return None
    statement = program.parents[call]
    if not isinstance(statement, ast.Expr) or statement.end_col_offset != call.end_col_offset:
        return None
    value = call.args[0]
    first = program.at(value.lineno, value.col_offset)
    last = program.at(value.end_lineno, value.end_col_offset)
    text = data[first:last].decode()
    before, after = data[begin:first].decode(), data[last:stop].decode()
    if "\n" in before + text + after:
        tail = "".join(
            line.replace(",", "", 1) if "#" not in line.partition(",")[0] else line
            for line in after.splitlines(keepends=True)
        )
        return f"{name} = {before}{text}{tail}"
    return f"{name} = ({text})" if isinstance(value, ast.NamedExpr) else f"{name} = {text}"


def _without_comments(data):
    return b"\n".join(line.partition(b"#")[0] for line in data.splitlines())


def _put(data, begin, end, new):
    return (data[:begin] + new.encode() + data[end:]).decode()
