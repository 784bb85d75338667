"""The tree says which tokens are meant; the text is put together again from the tokens."""

from __future__ import annotations

import ast
import io
import itertools
import tokenize
from collections import defaultdict

FUNCTIONS = {"currentThread": "current_thread", "activeCount": "active_count"}
GET, SET = {"getName": "name", "isDaemon": "daemon"}, {"setName": "name", "setDaemon": "daemon"}
GIVES = dict.fromkeys(["Thread", "Timer", "current_thread", "currentThread", "main_thread"], "T")
GIVES["Condition"] = "C"


def modernise(source: str) -> str:
    todo = _Finder(source).todo
    rows = [row.decode() for row in source.encode().splitlines(keepends=True)]
    starts = [0, *itertools.accumulate(map(len, rows))]
    # newline="": the tokens keep the line ends that they have.
    tokens = list(tokenize.generate_tokens(io.StringIO(source, newline="").readline))
    # What stands before each token, and the token.
    gaps, texts, end = [], [], 0
    for token in tokens:
        (line, column), (last_line, last_column) = token.start, token.end
        begin = min(starts[min(line - 1, len(rows))] + column, len(source))
        gaps.append(source[end:begin])
        end = max(end, min(starts[min(last_line - 1, len(rows))] + last_column, len(source)))
        texts.append(source[begin:end])

    for number, token in enumerate(tokens):
        line, column = token.start
        if token.type != tokenize.NAME:
            continue
        new, what = todo.get((line, len(rows[line - 1][:column].encode())), ("", ""))
        if what in ("get", "set", "keep") and _following(tokens, number) != "(":
            continue
        if what:
            texts[number] = new
        if what == "get":
            last = _closing(tokens, number + 1)
            gaps[number + 1 : last + 1] = texts[number + 1 : last + 1] = [""] * (last - number)
            if tokens[last + 1].type == tokenize.NAME and not gaps[last + 1]:
                gaps[last + 1] = " "
        elif what in ("set", "keep"):
            last = _closing(tokens, number + 1)
            comma = _comma(tokens, last)
            if comma is not None:
                texts[comma] = ""
            texts[number] += " = "
            if what == "set" and line == tokens[last].end[0]:
                texts[number + 1] = texts[last] = ""
    return "".join(itertools.chain(*zip(gaps, texts, strict=True))) + source[end:]


def _closing(tokens, number):
    depth = 0
    while True:
        if tokens[number].type == tokenize.OP:
            depth += (tokens[number].string in "([{") - (tokens[number].string in ")]}")
            if depth == 0:
                return number
        number += 1


def _following(tokens, number):
    number += 1
    while tokens[number].type in (tokenize.NL, tokenize.COMMENT):
        number += 1
    return tokens[number].string


def _comma(tokens, last):
    last -= 1
    while tokens[last].type in (tokenize.NL, tokenize.COMMENT):
        last -= 1
    return last if tokens[last].string == "," else None


class _Finder(ast.NodeVisitor):
    """Attribute todo: where a name stands, in bytes, to the new name and what to do."""

    def __init__(self, source):
        tree = ast.parse(source)
        self.todo = {}
        self.statements = set()
        self.calls = {}
        self.quoted = set()
        self.given = defaultdict(list)
        nodes = list(ast.walk(tree))
        for node in nodes:
            if isinstance(node, ast.JoinedStr):
                self.quoted |= set(ast.walk(node))
        self.known = {}
        self._imports(nodes)
        self._assignments(nodes)
        for node in nodes:
            if isinstance(node, ast.Expr):
                if node.col_offset == node.value.col_offset:
                    self.statements.add(node.value)
            elif isinstance(node, ast.Call):
                self.calls[node.func] = node
        uses = {node.id for node in self.quoted if isinstance(node, ast.Name)}
        self.free = {
            old
            for old, new in FUNCTIONS.items()
            if self.known.get(old) == old
            and (new not in self.given or self.known.get(new) == new)
            and old not in uses
        }
        self.visit(tree)

    def _imports(self, nodes):
        for node in nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    name = (alias.asname or alias.name).partition(".")[0]
                    self.given[name].append("M" if alias.name == "threading" else None)
            elif isinstance(node, ast.ImportFrom):
                ours = (node.module, node.level) == ("threading", 0)
                for alias in node.names:
                    self.given[alias.asname or alias.name].append(alias.name if ours else None)
            elif isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store):
                self.given[ast.unparse(node)].append(None)
            elif isinstance(node, ast.arg):
                self.given[node.arg].append(None)
            elif isinstance(node, ast.MatchMapping) and node.rest:
                self.given[node.rest].append(None)
            elif isinstance(getattr(node, "name", None), str) and not isinstance(node, ast.alias):
                self.given[node.name].append(None)
        self._learn()

    def _assignments(self, nodes):
        self.variables = defaultdict(list)
        for node in nodes:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self.variables[ast.unparse(target)].append(self.kind(node.value))
            elif isinstance(node, ast.AnnAssign) and node.value:
                self.variables[ast.unparse(node.target)].append(self.kind(node.value))
            elif isinstance(node, (ast.For, ast.comprehension)):
                loop = isinstance(node.iter, ast.Call) and self.function(node.iter) == "enumerate"
                self.variables[ast.unparse(node.target)].append("T" if loop else None)
        for name, kinds in self.variables.items():
            # As often as it is given anything at all, an annotation without a value aside.
            bare = sum(
                isinstance(n, ast.AnnAssign) and not n.value and ast.unparse(n.target) == name
                for n in nodes
            )
            if len(self.given[name]) - bare == len(kinds) and set(kinds) in ({"T"}, {"C"}):
                self.known[name] = kinds[0]

    def _learn(self):
        for name, kinds in self.given.items():
            if len(set(kinds)) == 1 and kinds[0]:
                self.known[name] = kinds[0]

    def function(self, call):
        if isinstance(call.func, ast.Attribute) and self.kind(call.func.value) == "M":
            return call.func.attr
        if isinstance(call.func, ast.Name):
            return self.known.get(call.func.id)
        return None

    def kind(self, node):
        if isinstance(node, ast.Call):
            return GIVES.get(self.function(node))
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self.known.get(ast.unparse(node))
        return None

    def visit_JoinedStr(self, node):
        """Nothing in there."""

    def visit_alias(self, node):
        name = node.asname or node.name
        if self.known.get(name) == node.name and node.name in FUNCTIONS:
            if node.asname or name in self.free:
                self.todo[node.lineno, node.col_offset] = FUNCTIONS[node.name], "name"

    def visit_Name(self, node):
        if node.id in self.free:
            self.todo[node.lineno, node.col_offset] = FUNCTIONS[node.id], "name"

    def visit_Attribute(self, node):
        self.generic_visit(node)
        place = node.end_lineno, node.end_col_offset - len(node.attr.encode())
        kind, call = self.kind(node.value), self.calls.get(node)
        if ast.unparse(node) in self.given:
            return
        if kind == "M" and node.attr in FUNCTIONS:
            self.todo[place] = FUNCTIONS[node.attr], "name"
        elif kind == "C" and node.attr == "notifyAll":
            self.todo[place] = "notify_all", "name"
        elif kind == "T" and call and not call.keywords:
            if node.attr in GET and not call.args:
                self.todo[place] = GET[node.attr], "get"
            elif node.attr in SET and call in self.statements and len(call.args) == 1:
                if not isinstance(call.args[0], ast.Starred):
                    keep = isinstance(call.args[0], (ast.NamedExpr, ast.GeneratorExp))
                    self.todo[place] = SET[node.attr], "keep" if keep else "set"
