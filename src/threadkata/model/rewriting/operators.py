"""Operators: which hook each goes through, and the names of what they do."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any, Final

from threadkata.model.rewriting.expressions import Expressions
from threadkata.model.rewriting.predicates import is_plain, looked_at

#: The names under which the hooks find what an operator does.
OPERATORS: Final[dict[type[ast.AST], tuple[str, Callable[..., Any]]]] = {
    ast.Add: ("@+", operator.add),
    ast.Sub: ("@-", operator.sub),
    ast.Mult: ("@*", operator.mul),
    ast.MatMult: ("@@", operator.matmul),
    ast.Div: ("@/", operator.truediv),
    ast.FloorDiv: ("@//", operator.floordiv),
    ast.Mod: ("@%", operator.mod),
    ast.Pow: ("@**", operator.pow),
    ast.LShift: ("@<<", operator.lshift),
    ast.RShift: ("@>>", operator.rshift),
    ast.BitAnd: ("@&", operator.and_),
    ast.BitOr: ("@|", operator.or_),
    ast.BitXor: ("@^", operator.xor),
    ast.Eq: ("@==", operator.eq),
    ast.NotEq: ("@!=", operator.ne),
    ast.Lt: ("@<", operator.lt),
    ast.LtE: ("@<=", operator.le),
    ast.Gt: ("@>", operator.gt),
    ast.GtE: ("@>=", operator.ge),
    ast.Is: ("@is", operator.is_),
    ast.IsNot: ("@is not", operator.is_not),
    ast.In: ("@in", lambda item, container: item in container),
    ast.NotIn: ("@not in", lambda item, container: item not in container),
    ast.UAdd: ("@+_", operator.pos),
    ast.USub: ("@-_", operator.neg),
    ast.Invert: ("@~", operator.invert),
}
#: The same for what changes its target where it is.
IN_PLACE: Final[dict[type[ast.AST], tuple[str, Callable[..., Any]]]] = {
    ast.Add: ("@+=", operator.iadd),
    ast.Sub: ("@-=", operator.isub),
    ast.Mult: ("@*=", operator.imul),
    ast.MatMult: ("@@=", operator.imatmul),
    ast.Div: ("@/=", operator.itruediv),
    ast.FloorDiv: ("@//=", operator.ifloordiv),
    ast.Mod: ("@%=", operator.imod),
    ast.Pow: ("@**=", operator.ipow),
    ast.LShift: ("@<<=", operator.ilshift),
    ast.RShift: ("@>>=", operator.irshift),
    ast.BitAnd: ("@&=", operator.iand),
    ast.BitOr: ("@|=", operator.ior),
    ast.BitXor: ("@^=", operator.ixor),
}
#: What the hooks know by name.
OPERATIONS: Final = dict((*OPERATORS.values(), *IN_PLACE.values()))


class Operators(Expressions):
    """Puts hooks to operators."""

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """`-operand`, `not operand`."""
        if isinstance(node.op, ast.Not):
            node.operand = self.tested(node.operand)
            return node
        plain = is_plain(node.operand)
        node.operand = self.visit(node.operand)
        if plain:
            return node
        return self.hook("unary", node.operand, self._operator(node.op), node.operand)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """`left + right`."""
        where = looked_at(node, node.left, node.right)
        node.left, node.right = self.visit(node.left), self.visit(node.right)
        if where is None:
            return node
        return self.hook("binary", where, self._operator(node.op), node.left, node.right)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """`left < right`, and chains of comparisons."""
        lefts, rights = [node.left, *node.comparators[:-1]], node.comparators
        places = [looked_at(node, *pair) for pair in zip(lefts, rights, strict=True)]
        node.left = self.visit(node.left)
        node.comparators = [self.visit(operand) for operand in node.comparators]
        if all(isinstance(operation, (ast.Is, ast.IsNot)) for operation in node.ops):
            return node
        if not any(places):
            return node
        # In `a < b < c` the value of `b` is handed on from one comparison to the next.
        comparisons: list[ast.expr] = []
        left = node.left
        for operation, right, where in zip(node.ops, node.comparators, places, strict=True):
            hook = "binary" if len(comparisons) == len(node.ops) - 1 else "link"
            comparison = self.hook(hook, where or node, self._operator(operation), left, right)
            comparisons.append(comparison)
            left = self.hook("linked", right)
        if len(comparisons) == 1:
            return comparisons[0]
        return ast.copy_location(ast.BoolOp(ast.And(), comparisons), node)

    def in_place(self, node: ast.AugAssign, target: ast.expr, value: ast.expr) -> ast.expr:
        """What `target += value` binds its target to."""
        operation = ast.Name(IN_PLACE[type(node.op)][0], ast.Load())
        return self.hook("inplace", node, operation, target, value)

    def _operator(self, operation: ast.AST) -> ast.expr:
        return ast.Name(OPERATORS[type(operation)][0], ast.Load())
