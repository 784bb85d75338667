"""Functions and classes."""

from __future__ import annotations

import ast

from threadkata.model.rewriting.assignments import Assignments
from threadkata.model.scopes import Scope


class Definitions(Assignments):
    """Puts hooks to where functions begin and end, and to what a definition binds."""

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.stmt:
        node.decorator_list = self.decorators(node.decorator_list)
        self._defaults(node.args)
        self._announce_definition(node)
        outer, self.scope = self.scope, self.scopes[node]
        body = node.body
        has_docstring = ast.get_docstring(node, clean=False) is not None
        docstring, body = (body[:1], body[1:]) if has_docstring else ([], body)
        opening: list[ast.stmt] = [self.statement(self.hook("tick", node), node)]
        if self.scope.is_generator:
            opening.append(self.statement(self.hook("yielded", node), node))
        cell = self._new_cell(node)
        if cell is not None:
            opening.append(self.assign(f"@cell{self.scope.number}", cell, node))
        ends = not body or not isinstance(body[-1], (ast.Return, ast.Raise))
        node.body = [*docstring, *opening, *self.body(body)]
        if ends:
            node.body.append(self.statement(self.hook("returned", node), node))
        self.scope = outer
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = _function

    def visit_Return(self, node: ast.Return) -> ast.stmt | list[ast.stmt]:
        """`return value`."""
        if node.value is None:
            # An asynchronous generator may return no value, not even None.
            return [self.statement(self.hook("returned", node), node), node]
        node.value = self.hook("returned", node, self.visit(node.value))
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        """`lambda ...: body`."""
        self._defaults(node.args)
        outer, self.scope = self.scope, self.scopes[node]
        cell = self._new_cell(node)
        node.body = self.hook("returned", node.body, self.visit(node.body))
        if cell is not None:
            # A lambda has no statements: make its cell on the way to its value.
            target = ast.Name(f"@cell{self.scope.number}", ast.Store())
            both = ast.Tuple([ast.NamedExpr(target, cell), node.body], ast.Load())
            body = ast.Subscript(both, ast.Constant(1), ast.Load())
            node.body = ast.copy_location(body, node)
        self.scope = outer
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.stmt:
        """`class Name(...): ...`."""
        node.decorator_list = self.decorators(node.decorator_list)
        node.bases = [self.visit(base) for base in node.bases]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        self._announce_definition(node)
        outer, self.scope = self.scope, self.scopes[node]
        self.classes.append(node.name)
        node.body = self.body(node.body)
        self.classes.pop()
        self.scope = outer
        return node

    def _defaults(self, arguments: ast.arguments) -> None:
        arguments.defaults = [self.visit(default) for default in arguments.defaults]
        arguments.kw_defaults = [
            self.visit(default) if default is not None else None
            for default in arguments.kw_defaults
        ]

    def _new_cell(self, node: ast.AST) -> ast.expr | None:
        needs = bool(self.scope.shared) or any(
            child.shared for child in _comprehensions(self.scope)
        )
        return self.hook("cell", node) if needs else None

    def _announce_definition(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    ) -> None:
        """A definition binds its name when all else is done: as the last of its decorators."""
        place = self.cell(node.name)
        if place is not None:
            cell, key = place
            binding = self.hook("binding", node, cell, ast.Constant(key))
            node.decorator_list.insert(0, binding)


def _comprehensions(scope: Scope) -> list[Scope]:
    """The comprehensions that keep their variables in the cell of `scope`."""
    found = [child for child in scope.children if child.kind == "comprehension"]
    return found + [inner for child in found for inner in _comprehensions(child)]
