"""Variables that threads can share, and their names."""

from __future__ import annotations

import ast

from threadkata.model.rewriting.nodes import Nodes


class Variables(Nodes):
    """Puts hooks to the variables that can be shared."""

    def cell(self, name: str, *, reads: bool = False) -> tuple[ast.expr, str] | None:
        """The place of a variable, if threads can share it: its cell, and its key there."""
        if name.startswith("@"):
            return None
        owner = self.scope.owner(name)
        if self.in_namespace and (owner is None or owner.kind == "module"):
            namespace = ast.Call(ast.Name("@globals", ast.Load()), [], [])
            changed = [] if reads else [ast.Constant(name)]
            space = ast.Call(ast.Name("@space", ast.Load()), [namespace, *changed], [])
            return space, name
        if owner is None or name not in owner.shared:
            return None
        if owner.kind == "module":
            return ast.Name("@module", ast.Load()), name
        key = name
        while owner.kind == "comprehension" and owner.parent is not None:
            key = f"{name} {owner.number}"
            owner = owner.parent
        if owner.kind == "module":
            return ast.Name("@module", ast.Load()), key
        if owner.kind == "class":
            # A comprehension in the body of a class: over before anybody could start a thread.
            return None
        return ast.Name(f"@cell{owner.number}", ast.Load()), key

    def variable_hook(
        self, hook: str, name: str, where: ast.AST, *arguments: ast.expr
    ) -> ast.Call | None:
        """A call of a hook for a variable, if threads can share it."""
        place = self.cell(name, reads=hook == "look")
        if place is None:
            return None
        cell, key = place
        return self.hook(hook, where, cell, ast.Constant(key), *arguments)

    def announce_binding(self, name: str, where: ast.AST) -> list[ast.stmt]:
        """For statements that bind a name in their own way: announce it right before."""
        hook = self.variable_hook("rebind", name, where, ast.Constant(None))
        return [] if hook is None else [self.statement(hook, where)]

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A variable that is read."""
        if isinstance(node.ctx, ast.Load):
            look = self.variable_hook("look", node.id, node)
            if look is not None:
                # The hook returns None, so the variable itself is what comes of it.
                return ast.copy_location(ast.BoolOp(ast.Or(), [look, node]), node)
        return node

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        """`(name := value)`."""
        node.value = self.visit(node.value)
        rebind = self.variable_hook("rebind", node.target.id, node, node.value)
        if rebind is not None:
            node.value = rebind
        return node
