"""Calls, also those of decorators, and those that look at the variables around them."""

from __future__ import annotations

import ast
from typing import Final

from threadkata.model.rewriting.operators import Operators
from threadkata.model.rewriting.predicates import changes_class, is_pytest

#: Calls that look at the frame they are in, and calls that never look into their arguments.
LEFT_ALONE: Final = frozenset(
    {
        "super",
        "locals",
        "globals",
        "vars",
        "dir",
        "eval",
        "exec",
        "breakpoint",
        "isinstance",
        "issubclass",
        "callable",
        "range",
        "type",
        "object",
        "property",
        "staticmethod",
        "classmethod",
        "id",
        "NotImplementedError",
    }
)


class Calls(Operators):
    """Lets calls be made by a hook."""

    def __init__(self, tree: ast.Module | ast.Expression, *, in_namespace: bool = False) -> None:
        super().__init__(tree, in_namespace=in_namespace)
        self._left_alone = LEFT_ALONE
        if any(map(changes_class, ast.walk(tree))):
            self._left_alone -= {"isinstance", "issubclass", "type"}

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """`function(...)`, which its hook calls."""
        function = node.func
        if isinstance(function, ast.Attribute) and is_pytest(function.value):
            return node
        known = isinstance(function, ast.Name) and function.id in self._left_alone
        if isinstance(function, ast.Name) and function.id in ("vars", "dir"):
            known = not node.args
        if known and isinstance(function, ast.Name) and self.scope.owner(function.id) is None:
            self._arguments(node)
            return self._reflection(function.id, node)
        node.func = self.visit(function)
        self._arguments(node)
        call = ast.Call(ast.Name("@call", ast.Load()), [node.func, *node.args], node.keywords)
        return ast.copy_location(call, node)

    def _reflection(self, name: str, node: ast.Call) -> ast.expr:
        """A call that has been left alone, with what it tells of the variables around it."""
        result: ast.expr = node
        if name in ("eval", "exec"):
            if node.args:
                node.args[0] = self.hook("text", node.args[0], node.args[0], ast.Constant(name))
            if len(node.args) > 1 and not isinstance(node.args[1], ast.Starred):
                node.args[1] = self.hook("namespace", node.args[1], node.args[1])
            for keyword in node.keywords:
                if keyword.arg == "globals":
                    keyword.value = self.hook("namespace", keyword.value, keyword.value)
        elif name in ("locals", "vars", "dir"):
            if self.scope.kind == "function":
                result = self.hook("names", node, node)
        else:
            return node
        scope = self.scope
        looks = [
            look
            for variable in sorted({*scope.bindings, *scope.uses, *scope.nonlocals})
            if (look := self.variable_hook("look", variable, node)) is not None
        ]
        if not looks:
            return result
        return ast.copy_location(ast.BoolOp(ast.Or(), [*looks, result]), node)

    def _arguments(self, node: ast.Call) -> None:
        node.args = [self.visit(argument) for argument in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
            if keyword.arg is None:
                keyword.value = self.looked_into(keyword.value)

    def decorators(self, decorators: list[ast.expr]) -> list[ast.expr]:
        """Decorators, which are called without a call to be seen."""
        return [
            self.visit(decorator)
            if isinstance(decorator, ast.Name) and decorator.id in LEFT_ALONE
            else self.hook("decorator", decorator, self.visit(decorator))
            for decorator in decorators
        ]
