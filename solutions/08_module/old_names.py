"""Old names: the syntax tree tells where they stand, and only there is the text changed."""

from __future__ import annotations

import ast
import re
import threading
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate

# Taken from the module itself: a new name that it does not have would be noticed at once.
FUNCTIONS = {
    "currentThread": threading.current_thread.__name__,
    "activeCount": threading.active_count.__name__,
}
NOTIFY_ALL = {"notifyAll": threading.Condition.notify_all.__name__}
GETTERS = {"getName": "name", "isDaemon": "daemon"}
SETTERS = {"setName": "name", "setDaemon": "daemon"}

#: `def first[t](...)`, since Python 3.12.
TYPE_PARAMETER = getattr(ast, "type_param", ())

THREAD, CONDITION, OTHER = "a thread", "a condition", "something else"
#: What calling one of these functions and classes of the module gives.
MAKERS = {
    "Thread": THREAD,
    "Timer": THREAD,
    "current_thread": THREAD,
    "currentThread": THREAD,
    "main_thread": THREAD,
    "Condition": CONDITION,
}


def modernise(source: str) -> str:
    """The text of a Python program with today's names in place of the deprecated ones."""
    text = _Text(source)
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    in_strings = {
        inner for node in nodes if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)
    }
    known = _Known(nodes, in_strings)
    calls = {node.func: node for node in nodes if isinstance(node, ast.Call)}
    # A statement in parentheses begins before its value does.
    statements = {
        node.value
        for node in nodes
        if isinstance(node, ast.Expr) and text.begin(node) == text.begin(node.value)
    }
    for node in nodes:
        if node in in_strings:
            continue
        if isinstance(node, ast.alias) and node in known.renamed_imports:
            begin = text.begin(node)
            text.replace(begin, begin + len(node.name), FUNCTIONS[node.name])
        elif isinstance(node, ast.Name) and node.id in known.renamed:
            text.replace(text.begin(node), text.end(node), FUNCTIONS[node.id])
        elif isinstance(node, ast.Attribute) and _dotted(node) not in known.given:
            # `threading . currentThread`: the name is the end of the whole.
            name, end = node.attr, text.end(node)
            begin = end - len(name.encode())
            kind, call = known.kind(node.value), calls.get(node)
            if kind == "" and name in FUNCTIONS:
                text.replace(begin, end, FUNCTIONS[name])
            elif kind == CONDITION and name in NOTIFY_ALL:
                text.replace(begin, end, NOTIFY_ALL[name])
            elif kind == THREAD and call is not None and not call.keywords:
                if not text.goes_on_with_a_parenthesis(end):
                    continue  # `(t.getName)()`: the call ends behind the other parenthesis
                if name in GETTERS and not call.args:
                    text.replace(begin, text.end(call), GETTERS[name])
                    # `t.getName()if ...` is Python, and `t.nameif ...` is another one.
                    if text.goes_on_with_a_word(text.end(call)):
                        text.replace(text.end(call), text.end(call), " ")
                elif name in SETTERS and call in statements and len(call.args) == 1:
                    if not isinstance(call.args[0], ast.Starred):
                        _assign(text, begin, call, SETTERS[name])
    return text.changed()


def _assign(text: _Text, begin: int, call: ast.Call, name: str) -> None:
    """Make an assignment of a call. The argument keeps its place: it may have old names in it."""
    value = call.args[0]
    method, end = text.end(call.func), text.end(call)
    if call.func.end_lineno != call.end_lineno or isinstance(value, ast.NamedExpr):
        # The call's parentheses stay, because they hold the lines together, comments and all. But
        # with a comma after the argument they would be those of a tuple. `*+` gives back nothing of
        # a comment: a comma in there is none.
        text.replace(begin, method, f"{name} = ")
        comma = re.compile(rb"(?:[\s\\)]|#[^\r\n]*+)*,").match(text.data, text.end(value), end)
        if comma is not None:
            text.replace(comma.end() - 1, comma.end(), "")
    else:
        text.replace(begin, text.begin(value), f"{name} = ")
        text.replace(text.end(value), end, "")


class _Text:
    """A source text and the changes that are to be made to it.

    The syntax tree counts columns in bytes of UTF-8, not in characters, and so does this class.
    """

    def __init__(self, source: str) -> None:
        self.data = source.encode()
        # bytes.splitlines() ends lines where Python does, str.splitlines() in more places.
        self._starts = [0, *accumulate(map(len, self.data.splitlines(keepends=True)))]
        self._changes: list[tuple[int, int, str]] = []

    def begin(self, node: ast.expr | ast.alias | ast.stmt) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr) -> int:
        return self._starts[node.end_lineno - 1] + node.end_col_offset

    def goes_on_with_a_parenthesis(self, place: int) -> bool:
        return re.compile(rb"(?:[\s\\]|#[^\r\n]*+)*\(").match(self.data, place) is not None

    def goes_on_with_a_word(self, place: int) -> bool:
        return re.match(rb"[A-Za-z_\x80-\xff]", self.data[place:]) is not None

    def replace(self, begin: int, end: int, new: str) -> None:
        self._changes.append((begin, end, new))

    def changed(self) -> str:
        # From the end to the beginning: what is still to be changed stays where it was. To print
        # the changed tree with ast.unparse was tempting, but it has no comments and no layout.
        data = self.data
        for begin, end, new in sorted(self._changes, reverse=True):
            data = data[:begin] + new.encode() + data[end:]
        return data.decode()


class _Known:
    """What the names in a program are, as far as its text shows it.

    Attributes:
        given: all names, with dots or without, that the program gives something.
        renamed: deprecated functions that get their new names wherever they are used.
        renamed_imports: the parts of import statements that get new names.
    """

    def __init__(self, nodes: list[ast.AST], in_strings: set[ast.AST]) -> None:
        # Imports first, because assignments can only be understood with them: "" is the module,
        # "Thread" is what `from threading import Thread` brings in.
        imported, assigned = defaultdict(set), defaultdict(set)
        for name, value in _bindings(nodes):
            imported[name].add(value if isinstance(value, str) else OTHER)
        self._imports = _sure(imported)
        for name, value in _bindings(nodes):
            assigned[name].add(self._made_by(value) if isinstance(value, ast.AST) else OTHER)
        self._variables = _sure(assigned)
        self.given = set(imported) - {""}

        used_in_strings = {node.id for node in in_strings if isinstance(node, ast.Name)}
        self.renamed = {
            old
            for old, new in FUNCTIONS.items()
            if self._imports.get(old) == old
            and (new not in self.given or self._imports.get(new) == new)
            and old not in used_in_strings
        }
        self.renamed_imports = {
            alias
            for node in nodes
            if isinstance(node, ast.ImportFrom) and _is_threading(node)
            for alias in node.names
            if alias.name in (FUNCTIONS if alias.asname else self.renamed)
        }

    def kind(self, node: ast.expr) -> str:
        """THREAD, CONDITION, "" for the module, the name of something from it, or OTHER."""
        if isinstance(node, ast.Call):
            return self._made_by(node)
        name = _dotted(node)
        return self._imports[name] if name in self._imports else self._variables.get(name, OTHER)

    def _made_by(self, node: ast.AST) -> str:
        """What a call gives, or a loop gives to its variable."""
        if isinstance(node, ast.Call):
            return MAKERS.get(self._function(node), OTHER)
        if isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.iter, ast.Call):
            return THREAD if self._function(node.iter) == "enumerate" else OTHER
        return OTHER

    def _function(self, call: ast.Call) -> str:
        """Which function of the module is called."""
        function = call.func
        if isinstance(function, ast.Attribute) and self._imports.get(_dotted(function.value)) == "":
            return function.attr
        return self._imports.get(_dotted(function), OTHER)


def _sure(found: dict[str, set[str]]) -> dict[str, str]:
    """The names that are given the same everywhere, and what that is."""
    return {
        name: kind
        for name, kinds in found.items()
        if name and len(kinds) == 1
        for kind in kinds
        if kind != OTHER
    }


def _bindings(nodes: list[ast.AST]) -> Iterator[tuple[str, str | ast.AST | None]]:
    """Every name that is given something, with what it is given.

    That is a str for what an import brings in from `threading`, the value for an assignment, the
    loop for its variable, and None for anything else.
    """
    understood = set()
    for node in nodes:
        match node:
            case ast.Import():
                for alias in node.names:
                    name = alias.asname or alias.name.partition(".")[0]
                    yield name, "" if alias.name == "threading" else None
            case ast.ImportFrom():
                for alias in node.names:
                    yield alias.asname or alias.name, alias.name if _is_threading(node) else None
            case ast.Assign(targets=targets, value=value):
                understood.update(targets)
                for target in targets:
                    yield _dotted(target), value
            case ast.AnnAssign(target=target, value=value):
                understood.add(target)
                if value is not None:
                    yield _dotted(target), value
            case ast.For(target=target) | ast.comprehension(target=target):
                understood.add(target)
                yield _dotted(target), node
    for node in nodes:
        match node:
            case ast.Name(ctx=ast.Store()) | ast.Attribute(ctx=ast.Store()):
                if node not in understood:
                    yield _dotted(node), None
            case ast.arg(arg=name):
                yield name, None
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name, None
            case ast.ClassDef(name=name) | ast.ExceptHandler(name=str(name)):
                yield name, None
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name, None
            case ast.MatchMapping(rest=str(name)):
                yield name, None
            case ast.AST(name=name) if isinstance(node, TYPE_PARAMETER):
                yield name, None


def _is_threading(node: ast.ImportFrom) -> bool:
    return node.module == "threading" and node.level == 0


def _dotted(node: ast.AST) -> str:
    """`self.ready` for that expression; "" for one that is not made of names and dots."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and _dotted(node.value):
        return f"{_dotted(node.value)}.{node.attr}"
    return ""
