"""Keeps what statements outside of functions remember for a moment out of their namespaces.

In a function it is a local variable. A class would have it as an attribute, an `Enum` as a member;
and a text that two threads run by `exec` in one namespace would find what the other one has put.
"""

from __future__ import annotations

import ast
import re
from typing import TypeVar, final

Node = TypeVar("Node", bound=ast.AST)

_is_temporary = re.compile(r"@\d+").fullmatch


@final
class BesideNamespaces(ast.NodeTransformer):
    """Keeps temporary values of modules and classes beside their frames: see `Temporaries`."""

    def __init__(self) -> None:
        self._in_function = False

    def _inside(self, node: Node, *, function: bool) -> Node:
        outer, self._in_function = self._in_function, function
        self.generic_visit(node)
        self._in_function = outer
        return node

    def _function(self, node: Node) -> Node:
        return self._inside(node, function=True)

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = _function
    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _function

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """A class, which is no function, wherever it stands."""
        return self._inside(node, function=False)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A temporary value that is remembered, or looked up."""
        if self._in_function or not _is_temporary(node.id):
            return node
        beside = ast.Call(ast.Name("@beside", ast.Load()), [], [])
        return ast.copy_location(ast.Attribute(beside, node.id, node.ctx), node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        """The same within an expression."""
        name = node.target.id
        if self._in_function or not _is_temporary(name):
            self.generic_visit(node)
            return node
        arguments = [ast.Constant(name), self.visit(node.value)]
        keep = ast.Call(ast.Name("@put_beside", ast.Load()), arguments, [])
        return ast.copy_location(keep, node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        """A handler, whose exception has a name in the namespace as long as it lasts."""
        self.generic_visit(node)
        if node.name and _is_temporary(node.name) and not self._in_function:
            exception = ast.copy_location(ast.Name(node.name, ast.Load()), node)
            target = self.visit(ast.copy_location(ast.Name(node.name, ast.Store()), node))
            node.body.insert(0, ast.copy_location(ast.Assign([target], exception), node))
        return node
