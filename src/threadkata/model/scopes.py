"""Which variables can threads share: those that an inner function captures, or that are global.

A variable that is bound once, before any function that captures it exists, is the same for every
thread that could ever see it; it needs no points. The others do.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Final, TypeAlias

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension: TypeAlias = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(slots=True)
class Binding:
    """One place where a variable is bound.

    Attributes:
        end: the position after which it is bound, (line, column).
        in_loop: whether it may be bound more than once.
    """

    end: tuple[int, int]
    in_loop: bool


@dataclass(slots=True)
class Scope:
    """A module, a class, a function or a comprehension.

    Attributes:
        kind: which of them.
        bindings: where each name is bound in it.
        uses: names read in it.
        shared: its variables that need points, once `find_shared` has run.
        number: a number for the cell that stands for its variables.
        is_generator: whether it is a function with a `yield`.
    """

    kind: str
    node: ast.AST
    parent: Scope | None
    number: int
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    uses: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    children: list[Scope] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    is_generator: bool = False

    def owner(self, name: str) -> Scope | None:
        """The scope whose variable `name` means in this one; None for a built-in name."""
        scope: Scope | None = self
        if name in self.globals:
            while scope is not None and scope.kind != "module":
                scope = scope.parent
            return scope
        if name not in self.nonlocals and name in self.bindings:
            return self
        scope = self.parent
        while scope is not None:
            if scope.kind != "class" and name in scope.globals:
                return scope.owner(name)
            if scope.kind != "class" and name in scope.bindings and name not in scope.nonlocals:
                return scope
            scope = scope.parent
        return None


def find_shared(tree: ast.Module | ast.Expression) -> dict[ast.AST, Scope]:
    """The scope of each node that opens one, with the variables in it that need points."""
    collector = _Collector(tree)
    collector.visit(tree)
    scopes = collector.scopes
    for scope in scopes.values():
        for name in scope.nonlocals | scope.globals:
            # Bound from inside an inner function: at any time.
            owner = scope.owner(name)
            if owner is not None and name in scope.bindings:
                owner.shared.add(name)
                # It may be bound nowhere else.
                owner.bindings.setdefault(name, [])
        for name in scope.uses:
            owner = scope.owner(name)
            if owner is None or owner is scope or owner.kind in ("module", "class"):
                continue
            if not _settled_before(owner.bindings[name], _position(_child(owner, scope).node)):
                owner.shared.add(name)
    return scopes


def _child(owner: Scope, scope: Scope) -> Scope:
    """The child of `owner` that `scope` lies in."""
    while scope.parent is not owner:
        assert scope.parent is not None
        scope = scope.parent
    return scope


def _settled_before(bindings: list[Binding], position: tuple[int, int]) -> bool:
    return len(bindings) == 1 and not bindings[0].in_loop and bindings[0].end <= position


def _position(node: ast.AST) -> tuple[int, int]:
    decorators = getattr(node, "decorator_list", None)
    if decorators:
        node = decorators[0]
    return (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))


class _Collector(ast.NodeVisitor):
    def __init__(self, tree: ast.Module | ast.Expression) -> None:
        self.scope = Scope("module", tree, None, 0)
        self.scopes: dict[ast.AST, Scope] = {tree: self.scope}
        self.loops = 0

    def _open(self, kind: str, node: ast.AST) -> Scope:
        scope = Scope(kind, node, self.scope, len(self.scopes))
        self.scope.children.append(scope)
        self.scopes[node] = scope
        return scope

    def _bind(self, name: str, node: ast.AST, scope: Scope | None = None) -> None:
        end = (getattr(node, "end_lineno", 0) or 0, getattr(node, "end_col_offset", 0) or 0)
        scope = scope or self.scope
        scope.bindings.setdefault(name, []).append(Binding(end, self.loops > 0))

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.scope.uses.add(node.id)
        else:
            self._bind(node.id, node)

    def visit_Yield(self, node: ast.Yield | ast.YieldFrom) -> None:
        self.scope.is_generator = True
        self.generic_visit(node)

    visit_YieldFrom = visit_Yield

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        scope = self.scope
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        self._bind(node.target.id, node, scope)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self._visit_target(target, node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
            self._visit_target(node.target, node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        if isinstance(node.target, ast.Name):
            self.scope.uses.add(node.target.id)
        self._visit_target(node.target, node)

    def _visit_target(self, target: ast.expr, statement: ast.AST) -> None:
        """A target is bound when its whole statement is done."""
        if isinstance(target, ast.Name):
            self._bind(target.id, statement)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for part in target.elts:
                self._visit_target(part, statement)
        elif isinstance(target, ast.Starred):
            self._visit_target(target.value, statement)
        else:
            self.visit(target)

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.globals.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocals.update(node.names)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self._bind(alias.asname or alias.name.partition(".")[0], node)

    visit_ImportFrom = visit_Import

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            # It is bound now, and deleted at the end.
            self._bind(node.name, node.type or node)
            self._bind(node.name, node)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self._bind(node.name, node)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self._bind(node.rest, node)
        self.generic_visit(node)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit(node.iter)
        self.loops += 1
        self.visit(node.target)
        for statement in node.body:
            self.visit(statement)
        self.loops -= 1
        for statement in node.orelse:
            self.visit(statement)

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> None:
        self.loops += 1
        self.visit(node.test)
        for statement in node.body:
            self.visit(statement)
        self.loops -= 1
        for statement in node.orelse:
            self.visit(statement)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        # The name is bound when the body has run, and the body may not start threads that use it.
        start = ast.Pass(
            lineno=node.lineno,
            col_offset=node.col_offset,
            end_lineno=node.lineno,
            end_col_offset=node.col_offset,
        )
        self._bind(node.name, start)
        for part in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(part)
        self._inside(self._open("class", node), node.body)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        # A function may call itself: it exists when it is called.
        line, column = _position(node)
        start = ast.Pass(lineno=line, col_offset=column, end_lineno=line, end_col_offset=column)
        self._bind(node.name, start)
        for part in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults):
            if part is not None:
                self.visit(part)
        self._function(node, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for part in (*node.args.defaults, *node.args.kw_defaults):
            if part is not None:
                self.visit(part)
        self._function(node, [node.body])

    def _function(self, node: FunctionNode, body: list[ast.stmt] | list[ast.expr]) -> None:
        scope = self._open("function", node)
        arguments = node.args
        for argument in (
            *arguments.posonlyargs,
            *arguments.args,
            *arguments.kwonlyargs,
            arguments.vararg,
            arguments.kwarg,
        ):
            if argument is not None:
                scope.bindings.setdefault(argument.arg, []).append(Binding((0, 0), False))
        self._inside(scope, body)

    def _inside(self, scope: Scope, body: list[ast.stmt] | list[ast.expr]) -> None:
        outer, self.scope = self.scope, scope
        loops, self.loops = self.loops, 0
        for part in body:
            self.visit(part)
        self.scope, self.loops = outer, loops

    def _comprehension(self, node: Comprehension) -> None:
        # The first iterable belongs to the scope outside.
        self.visit(node.generators[0].iter)
        outer, scope = self.scope, self._open("comprehension", node)
        self.scope = scope
        self.loops += 1
        for index, generator in enumerate(node.generators):
            self.visit(generator.target)
            if index:
                self.visit(generator.iter)
            for condition in generator.ifs:
                self.visit(condition)
        for part in _results(node):
            self.visit(part)
        self.loops -= 1
        self.scope = outer

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = _comprehension


def _results(node: Comprehension) -> list[ast.expr]:
    """What a comprehension makes of each item."""
    if not isinstance(node, ast.DictComp):
        return [node.elt]
    # From Python 3.15 on there may be a mapping instead, `{**mapping for ...}`.
    return [node.key] if node.value is None else [node.key, node.value]
