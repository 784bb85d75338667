"""Statements that have others in them, and the rest."""

from __future__ import annotations

import ast
from typing import Any, final

from threadkata.model.matching import Pattern
from threadkata.model.rewriting.definitions import Definitions


@final
class Statements(Definitions):
    """Puts hooks to statements, and to all that is in them."""

    def visit_For(self, node: ast.For | ast.AsyncFor) -> ast.stmt:
        """`for target in iterable: ...`."""
        node.iter = self.visit(node.iter)
        if isinstance(node, ast.For):
            node.iter = self.each(node.iter, node.target)
        binding: list[ast.stmt] = []
        if not isinstance(node.target, ast.Name):
            node.target, binding = self._bound_inside(node.target, node)
        turn = self.statement(self.hook("turn", node), node)
        node.body = [turn, *binding, *self.body(node.body)]
        node.orelse = self.body(node.orelse)
        return node

    visit_AsyncFor = visit_For

    def _bound_inside(self, target: ast.expr, where: ast.stmt) -> tuple[ast.expr, list[ast.stmt]]:
        """For statements that bind a target and have a body: a name, and how the body begins."""
        name = self.temporary()
        place = ast.copy_location(ast.Name(name, ast.Store()), target)
        # What is bound where the target stands: a line of its own, in a statement of many lines.
        statement = ast.copy_location(ast.Pass(), target)
        return place, self.bind(target, self.name(name, target), statement)

    def visit_While(self, node: ast.While) -> ast.stmt:
        """`while test: ...`."""
        node.test = self.tested(node.test)
        loop = self.statement(self.hook("loop", node), node)
        node.body = [loop, *self.body(node.body)]
        node.orelse = self.body(node.orelse)
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        """`if test: ...`."""
        node.test = self.tested(node.test)
        node.body, node.orelse = self.body(node.body), self.body(node.orelse)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        """`assert test, message`."""
        node.test = self.tested(node.test)
        if node.msg is not None:
            node.msg = self.visit(node.msg)
        return node

    def visit_With(self, node: ast.With | ast.AsyncWith) -> ast.stmt:
        """`with manager as target: ...`."""
        for position, item in enumerate(node.items):
            item.context_expr = self.visit(item.context_expr)
            if isinstance(node, ast.With):
                manager = self.hook("manager", item.context_expr, item.context_expr)
                item.context_expr = manager
            target = item.optional_vars
            if target is None or (isinstance(target, ast.Name) and self.cell(target.id) is None):
                continue
            item.optional_vars, binding = self._bound_inside(target, node)
            inner = node.body
            if position + 1 < len(node.items):
                # What is bound here may be needed further on in the same statement.
                rest = type(node)(node.items[position + 1 :], node.body)
                inner = [ast.copy_location(rest, node)]
                node.items = node.items[: position + 1]
            node.body = [*binding, *self.body(inner)]
            return node
        node.body = self.body(node.body)
        return node

    visit_AsyncWith = visit_With

    def visit_Try(self, node: Any) -> ast.stmt:
        """`try: ...`, also with `except*`."""
        node.body = self.body(node.body)
        for handler in node.handlers:
            if handler.type is not None:
                handler.type = self.visit(handler.type)
            tick = self.statement(self.hook("caught", handler), handler)
            handler.body = [tick, *self._handler(handler)]
        node.orelse = self.body(node.orelse)
        if node.finalbody:
            first = node.finalbody[0]
            tick = self.statement(self.hook("tick", first), first)
            node.finalbody = [tick, *self.body(node.finalbody)]
        statement: ast.stmt = node
        return statement

    visit_TryStar = visit_Try

    def _handler(self, handler: ast.ExceptHandler) -> list[ast.stmt]:
        """The body of a handler; its name is bound before, and deleted at the end."""
        body = self.body(handler.body)
        name = handler.name
        if name is None or self.cell(name) is None:
            return body
        handler.name = self.temporary()
        where = ast.copy_location(ast.Pass(), handler)
        load = self.name(handler.name, handler)
        end = [
            *self.bind(ast.Name(name, ast.Store()), ast.Constant(None), where),
            *self.announce_binding(name, handler),
            ast.copy_location(ast.Delete([ast.Name(name, ast.Del())]), handler),
        ]
        guarded = ast.copy_location(ast.Try(body, [], [], end), handler)
        return [*self.bind(ast.Name(name, ast.Store()), load, where), guarded]

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> list[ast.stmt]:
        """`import module`, `from module import name`."""
        before: list[ast.stmt] = []
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            before += self.announce_binding(name, node)
        return [*before, node]

    visit_ImportFrom = visit_Import

    def visit_Match(self, node: ast.Match) -> list[ast.stmt]:
        """`match subject: ...`, as tests and assignments; see `Pattern`."""
        subject, done = self.temporary(), self.temporary()
        statements: list[ast.stmt] = [
            self.assign(subject, self.visit(node.subject), node),
            self.assign(done, ast.Constant(False), node),
        ]
        for case in node.cases:
            pattern = Pattern(case.pattern, subject, self)
            body = [self.assign(done, ast.Constant(True), case.pattern), *self.body(case.body)]
            if case.guard is not None:
                body = [ast.copy_location(ast.If(self.tested(case.guard), body, []), case.guard)]
            where = ast.copy_location(ast.Pass(), case.pattern)
            for name, value in reversed(pattern.bound.items()):
                body[:0] = self.bind(ast.Name(name, ast.Store()), self.name(value, where), where)
            tests = [ast.UnaryOp(ast.Not(), self.name(done, where)), pattern.test]
            both = ast.copy_location(ast.BoolOp(ast.And(), tests), where)
            statements.append(ast.copy_location(ast.If(both, body, []), where))
        return statements

    def visit_TypeAlias(self, node: Any) -> ast.stmt:
        """`type Name = value`, which is left as it is, like annotations."""
        statement: ast.stmt = node
        return statement
