"""Making nodes: calls of hooks, and names that nothing else has."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from threadkata.model.scopes import Scope, find_shared


class Nodes(ast.NodeTransformer):
    """Goes through a tree, knowing in which scope it is.

    Attributes:
        scopes: those of the tree, by their nodes.
        in_namespace: whether the variables of the module are those of a namespace.
        scope: where it is.
        classes: the names of the classes around it.
    """

    def __init__(self, tree: ast.Module | ast.Expression, *, in_namespace: bool = False) -> None:
        self.scopes = find_shared(tree)
        self.in_namespace = in_namespace
        self.scope: Scope = self.scopes[tree]
        self.classes: list[str] = []
        self._temporaries = 0

    def body(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        """Statements, instrumented."""
        result: list[ast.stmt] = []
        for statement in body:
            changed = self.visit(statement)
            if isinstance(changed, list):
                result.extend(changed)
            elif changed is not None:
                result.append(changed)
        return result

    def hook(self, name: str, where: ast.AST, *arguments: ast.expr) -> ast.Call:
        """A call of a hook."""
        call = ast.Call(ast.Name(f"@{name}", ast.Load()), list(arguments), [])
        return ast.copy_location(call, where)

    def temporary(self) -> str:
        """A name that nothing else has."""
        self._temporaries += 1
        return f"@{self._temporaries}"

    def name(self, name: str, where: ast.AST) -> ast.Name:
        """A name that is read."""
        return ast.copy_location(ast.Name(name, ast.Load()), where)

    def assign(self, name: str, value: ast.expr, where: ast.AST) -> ast.Assign:
        """`name = value`."""
        target = ast.copy_location(ast.Name(name, ast.Store()), where)
        return ast.copy_location(ast.Assign([target], value), where)

    def statement(self, call: ast.expr, where: ast.AST) -> ast.stmt:
        """An expression as a statement."""
        return ast.copy_location(ast.Expr(call), where)

    def mangled(self, name: str) -> str:
        """The name that an attribute goes by: `__n` of a class `C` is `_C__n`."""
        if self.classes and name.startswith("__") and not name.endswith("__"):
            class_name = self.classes[-1].lstrip("_")
            return f"_{class_name}{name}" if class_name else name
        return name


def complete_locations(node: ast.AST, line: int, column: int) -> None:
    """As `ast.fix_missing_locations`, but an end that is missing is the start.

    What pytest puts in for an assert has a start and no end, and the end of what surrounds it may
    lie before that.
    """
    if "lineno" in node._attributes:
        line = node.lineno = getattr(node, "lineno", line)  # type: ignore[attr-defined]
        column = node.col_offset = getattr(node, "col_offset", column)  # type: ignore[attr-defined]
        if getattr(node, "end_lineno", None) is None:
            node.end_lineno = line  # type: ignore[attr-defined]
        if getattr(node, "end_col_offset", None) is None:
            node.end_col_offset = column  # type: ignore[attr-defined]
    for child in ast.iter_child_nodes(node):
        complete_locations(child, line, column)
