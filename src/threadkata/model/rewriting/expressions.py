"""Attributes, items, tests, displays and formatted texts."""

from __future__ import annotations

import ast
import sys
from typing import Final

from threadkata.model.rewriting.predicates import is_new, is_plain, is_pytest
from threadkata.model.rewriting.variables import Variables

#: Whether `!r` is done before what stands behind the colon is evaluated.
_CONVERTS_FIRST: Final = sys.version_info >= (3, 13)


class Expressions(Variables):
    """Puts hooks to expressions that look into the objects in them."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """`subject.name`, read, bound or deleted."""
        if is_pytest(node.value):
            return node
        node.value = self.visit(node.value)
        hook = "read" if isinstance(node.ctx, ast.Load) else "write"
        name = ast.Constant(self.mangled(node.attr))
        node.value = self.hook(hook, node, node.value, name)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """An item that is read; those that are bound or deleted are seen to by their statements."""
        return self.hook("getitem", node, self.visit(node.value), self.index(node.slice))

    def index(self, index: ast.expr) -> ast.expr:
        """What stands in brackets behind the subject."""
        if isinstance(index, ast.Slice):
            parts = [
                self.visit(part) if part is not None else ast.Constant(None)
                for part in (index.lower, index.upper, index.step)
            ]
            return self.hook("slice", index, *parts)
        if isinstance(index, ast.Tuple):
            index.elts = [self.index(part) for part in index.elts]
            return index
        changed: ast.expr = self.visit(index)
        return changed

    def set_item(self, target: ast.Subscript, value: ast.expr) -> ast.expr:
        """A call of the hook that does what `target = value` does."""
        subject, index = self.visit(target.value), self.index(target.slice)
        return self.hook("setitem", target, value, subject, index)

    def looked_into(self, node: ast.expr) -> ast.expr:
        """`node`, whose value is about to be looked into."""
        if is_plain(node) or is_new(node):
            return node
        return self.hook("value", node, node)

    def tested(self, node: ast.expr) -> ast.expr:
        """The visited `node`, whose truth is about to be asked for."""
        is_bool = isinstance(node, ast.Compare)
        changed: ast.expr = self.visit(node)
        return changed if is_bool else self.looked_into(changed)

    def unpacked(self, node: ast.expr, count: int = -1) -> ast.expr:
        """`node`, whose items are about to be taken: all of them, or `count` and one too many."""
        if is_plain(node) or is_new(node):
            return node
        return self.hook("unpack", node, node, ast.Constant(count))

    def visit_Starred(self, node: ast.Starred) -> ast.expr:
        """`*value`; as a target it is bound by the statement that it is in."""
        node.value = self.visit(node.value)
        if isinstance(node.ctx, ast.Load):
            node.value = self.unpacked(node.value)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        """`{key: value, **mapping}`."""
        self.generic_visit(node)
        for position, key in enumerate(node.keys):
            if key is None:
                node.values[position] = self.looked_into(node.values[position])
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """`left and right`, `left or right`."""
        node.values = [
            *(self.tested(value) for value in node.values[:-1]),
            self.visit(node.values[-1]),
        ]
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """`body if test else orelse`."""
        node.test = self.tested(node.test)
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.expr:
        """`{value!conversion:spec}` in a formatted text."""
        plain = is_plain(node.value)
        node.value = self.visit(node.value)
        spec = ast.Constant("") if node.format_spec is None else self.visit(node.format_spec)
        if plain:
            return node
        conversion = ast.Constant(node.conversion)
        if node.conversion != -1 and _CONVERTS_FIRST:
            text = self.hook("format", node.value, node.value, conversion, ast.Constant(""))
            return ast.copy_location(ast.FormattedValue(text, -1, node.format_spec), node)
        text = self.hook("format", node.value, node.value, conversion, spec)
        return ast.copy_location(ast.FormattedValue(text, -1), node)
