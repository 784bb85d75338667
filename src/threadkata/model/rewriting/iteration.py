"""What goes through something item by item: loops, comprehensions, generators."""

from __future__ import annotations

import ast
from typing import Any

from threadkata.model.rewriting.calls import Calls
from threadkata.model.scopes import Comprehension, Scope


class Iteration(Calls):
    """Puts hooks to the steps of an iteration."""

    def each(self, iterable: ast.expr, target: ast.expr, scope: Scope | None = None) -> ast.expr:
        """`iterable`, whose items are about to be taken one by one and bound to `target`."""
        outer, self.scope = self.scope, scope or self.scope
        place = self.cell(target.id) if isinstance(target, ast.Name) else None
        self.scope = outer
        cell, key = place or (ast.Constant(None), "")
        shape = _shape(target) if scope is not None or self.scope.kind == "comprehension" else None
        if place is None and shape is None:
            if isinstance(iterable, ast.Call) and _is_range(iterable):
                return iterable
            return self.hook("each", iterable, iterable)
        return self.hook("each", iterable, iterable, cell, ast.Constant(key), ast.Constant(shape))

    def _comprehension(self, node: Comprehension) -> ast.expr:
        outer, inner = self.scope, self.scopes[node]
        for position, generator in enumerate(node.generators):
            generator.iter = self.visit(generator.iter)
            if not generator.is_async:
                scope = None if position else inner
                generator.iter = self.each(generator.iter, generator.target, scope)
            self.scope = inner
            tests = [self.tested(test) for test in generator.ifs]
            stores: list[ast.expr] = []
            generator.target = self._plain_target(generator.target, stores)
            generator.ifs = [*stores, *tests]
        self._results(node)
        self.scope = outer
        return node

    def _results(self, node: Comprehension) -> None:
        """What a comprehension makes of each item.

        From Python 3.15 on that may be `*items`, or `**mapping`, which stands as a key.
        """
        if isinstance(node, ast.DictComp):
            node.key = self.visit(node.key)
            if node.value is None:
                node.key = self.looked_into(node.key)
            else:
                node.value = self.visit(node.value)
            return
        if isinstance(node, ast.GeneratorExp) and isinstance(node.elt, ast.Starred):
            where, name = node.elt, self.temporary()
            target = ast.copy_location(ast.Name(name, ast.Store()), where)
            items = self.each(self.visit(where.value), target)
            node.generators.append(ast.comprehension(target, items, [], 0))
            node.elt = self.name(name, where)
        else:
            node.elt = self.visit(node.elt)
        if isinstance(node, ast.GeneratorExp):
            node.elt = self.hook("yielded", node.elt, node.elt)

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = _comprehension

    def _plain_target(self, target: ast.expr, stores: list[ast.expr]) -> ast.expr:
        """A target in a comprehension; an item is bound by a condition, which is true."""
        if isinstance(target, ast.Subscript):
            name = self.temporary()
            store = self.set_item(target, self.name(name, target))
            done = ast.Compare(store, [ast.Is()], [ast.Constant(None)])
            stores.append(ast.copy_location(done, target))
            return ast.copy_location(ast.Name(name, ast.Store()), target)
        if isinstance(target, (ast.Tuple, ast.List)):
            target.elts = [self._plain_target(part, stores) for part in target.elts]
        elif isinstance(target, ast.Starred):
            target.value = self._plain_target(target.value, stores)
        elif isinstance(target, ast.Attribute):
            return self.visit_Attribute(target)
        return target

    def visit_Yield(self, node: ast.Yield) -> ast.expr:
        """`yield value`."""
        value = ast.Constant(None) if node.value is None else self.visit(node.value)
        node.value = self.hook("yielded", node, value)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        """`yield from value`."""
        node.value = self.hook("delegate", node, self.visit(node.value))
        return node


def _shape(target: ast.expr) -> Any:
    """How a target unpacks what it is bound to: for each of its parts the same; None for a name.

    Where there is a star any number is taken.
    """
    if isinstance(target, ast.Starred):
        return ("*", _shape(target.value))
    if isinstance(target, (ast.Tuple, ast.List)):
        return tuple(map(_shape, target.elts))
    return None


def _is_range(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "range"
