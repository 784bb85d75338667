"""Statements that bind and delete, and targets of every form."""

from __future__ import annotations

import ast

from threadkata.model.rewriting.iteration import Iteration
from threadkata.model.rewriting.predicates import is_explanation


class Assignments(Iteration):
    """Binds one target after the other, each with its hook."""

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        """`target = value`, with any number of targets."""
        if is_explanation(node.targets[0]):
            return [node]
        node.value = self.visit(node.value)
        if len(node.targets) == 1:
            return self.bind(node.targets[0], node.value, node)
        # Targets are bound one after the other.
        name = self.temporary()
        statements: list[ast.stmt] = [self.assign(name, node.value, node)]
        for target in node.targets:
            statements += self.bind(target, self.name(name, node), node)
        return statements

    def bind(self, target: ast.expr, value: ast.expr, where: ast.stmt) -> list[ast.stmt]:
        """Statements that bind a target which has not been visited to a value which has been."""
        if isinstance(target, ast.Name):
            rebind = self.variable_hook("rebind", target.id, where, value)
            return [self.assign(target.id, rebind or value, where)]
        if isinstance(target, ast.Subscript):
            return [self.statement(self.set_item(target, value), where)]
        after: list[ast.stmt] = []
        if isinstance(target, (ast.Tuple, ast.List)):
            stars = [isinstance(part, ast.Starred) for part in target.elts]
            value = self.unpacked(value, -1 if any(stars) else len(stars))
            target.elts = [self._part(part, after, where) for part in target.elts]
        else:
            target = self.visit(target)
        return [ast.copy_location(ast.Assign([target], value), where), *after]

    def _part(self, target: ast.expr, after: list[ast.stmt], where: ast.stmt) -> ast.expr:
        """A part of a target that is unpacked.

        One that takes a hook is bound in `after`, and so are all that come after it.
        """
        if isinstance(target, ast.Starred):
            target.value = self._part(target.value, after, where)
            return target
        if isinstance(target, ast.Name) and not after and self.cell(target.id) is None:
            return target
        if isinstance(target, ast.Attribute) and not after:
            changed: ast.expr = self.visit(target)
            return changed
        name = self.temporary()
        after += self.bind(target, self.name(name, target), where)
        return ast.copy_location(ast.Name(name, ast.Store()), target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt | list[ast.stmt]:
        """`target: annotation = value`."""
        if node.value is None:
            return node
        node.value = self.visit(node.value)
        if isinstance(node.target, ast.Name):
            rebind = self.variable_hook("rebind", node.target.id, node, node.value)
            if rebind is not None:
                node.value = rebind
        elif isinstance(node.target, ast.Subscript):
            return self.bind(node.target, node.value, node)
        else:
            node.target = self.visit(node.target)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt | list[ast.stmt]:
        """`target += value`: read, changed and bound, each in its turn."""
        target = node.target
        value = self.visit(node.value)
        if isinstance(target, ast.Name):
            load: ast.expr = self.visit(self.name(target.id, node))
            change = self.in_place(node, load, value)
            store = self.variable_hook("rebind", target.id, node, change)
            return self.assign(target.id, store or change, node)
        owner = self.temporary()
        statements: list[ast.stmt] = [self.assign(owner, self.visit(target.value), node)]
        if isinstance(target, ast.Attribute):
            key = ast.Constant(self.mangled(target.attr))
            read = self.hook("read", target, self.name(owner, node), key)
            write = self.hook("write", target, self.name(owner, node), key)
            load = ast.copy_location(ast.Attribute(read, target.attr, ast.Load()), target)
            change = self.in_place(node, load, value)
            store_to = ast.copy_location(ast.Attribute(write, target.attr, ast.Store()), target)
            statements.append(ast.copy_location(ast.Assign([store_to], change), node))
        else:
            index = self.temporary()
            statements.append(self.assign(index, self.index(target.slice), node))
            place = (self.name(owner, node), self.name(index, node))
            load = self.hook("getitem", target, *place)
            change = self.in_place(node, load, value)
            statements.append(self.statement(self.hook("setitem", target, change, *place), node))
        return statements

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        """`del target`."""
        return [part for target in node.targets for part in self._delete(target, node)]

    def _delete(self, target: ast.expr, node: ast.Delete) -> list[ast.stmt]:
        if isinstance(target, (ast.Tuple, ast.List)):
            return [part for inner in target.elts for part in self._delete(inner, node)]
        if isinstance(target, ast.Subscript):
            subject, index = self.visit(target.value), self.index(target.slice)
            return [self.statement(self.hook("delitem", target, subject, index), node)]
        before: list[ast.stmt] = []
        if isinstance(target, ast.Name):
            before = self.announce_binding(target.id, target)
        else:
            target = self.visit(target)
        return [*before, ast.copy_location(ast.Delete([target]), node)]
