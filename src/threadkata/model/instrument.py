"""The source of a module, rewritten so that each shared access announces itself.

Every read and write of an attribute, an item or a variable that threads can share, every call, and
everything that looks into a container, calls a hook first; the hooks are in `access.py`. The hook
comes last before the operation itself: whatever has to be evaluated first has been. Operations
stay where they were, at their own line and column, so that tracebacks and error messages are those
of the source.

    self.items[i] += 1

becomes, with hooks written as @name:

    @1 = @read(self, "items").items
    @2 = i
    @3 = @getitem(@1, @2)
    @3 += @inplace(@3, 1)
    @1[@setting(@1, @2)] = @3
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any, Final

from threadkata.model.scopes import COMPREHENSIONS, Comprehension, Scope, find_shared

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


def instrument(tree: ast.Module) -> ast.Module:
    """`tree` with hooks, in place. Annotations are left as they are."""
    transformer = _Instrumenter(tree)
    transformer.module(tree)
    _complete_locations(tree, 1, 0)
    return tree


class _Instrumenter(ast.NodeTransformer):
    def __init__(self, tree: ast.Module) -> None:
        self.scopes = find_shared(tree)
        self.scope: Scope = self.scopes[tree]
        self.classes: list[str] = []
        self.temporaries = 0
        self.comprehensions = 0

    def module(self, tree: ast.Module) -> None:
        """Instrument a whole module."""
        tree.body = self._body(tree.body)

    # ------------------------------------------------------------------ making nodes

    def _hook(self, name: str, where: ast.AST, *arguments: ast.expr) -> ast.Call:
        call = ast.Call(ast.Name(f"@{name}", ast.Load()), list(arguments), [])
        return ast.copy_location(call, where)

    def _temporary(self) -> str:
        self.temporaries += 1
        return f"@{self.temporaries}"

    def _name(self, name: str, where: ast.AST) -> ast.Name:
        return ast.copy_location(ast.Name(name, ast.Load()), where)

    def _assign(self, name: str, value: ast.expr, where: ast.AST) -> ast.Assign:
        target = ast.copy_location(ast.Name(name, ast.Store()), where)
        return ast.copy_location(ast.Assign([target], value), where)

    def _statement(self, call: ast.expr, where: ast.AST) -> ast.stmt:
        return ast.copy_location(ast.Expr(call), where)

    def _mangled(self, name: str) -> str:
        if self.classes and name.startswith("__") and not name.endswith("__"):
            class_name = self.classes[-1].lstrip("_")
            return f"_{class_name}{name}" if class_name else name
        return name

    # ------------------------------------------------------------------ variables

    def _cell(self, name: str) -> tuple[ast.expr, str] | None:
        """The place of a variable, if threads can share it: its cell, and its key there."""
        if name.startswith("@"):
            return None
        owner = self.scope.owner(name)
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

    def _variable_hook(
        self, hook: str, name: str, where: ast.AST, *arguments: ast.expr
    ) -> ast.Call | None:
        place = self._cell(name)
        if place is None:
            return None
        cell, key = place
        return self._hook(hook, where, cell, ast.Constant(key), *arguments)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if isinstance(node.ctx, ast.Load):
            look = self._variable_hook("look", node.id, node)
            if look is not None:
                # The hook returns None, so the variable itself is what comes of it.
                return ast.copy_location(ast.BoolOp(ast.Or(), [look, node]), node)
        return node

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        node.value = self.visit(node.value)
        rebind = self._variable_hook("rebind", node.target.id, node, node.value)
        if rebind is not None:
            node.value = rebind
        return node

    # ------------------------------------------------------------------ expressions

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if _is_pytest(node.value):
            return node
        node.value = self.visit(node.value)
        hook = "read" if isinstance(node.ctx, ast.Load) else "write"
        name = ast.Constant(self._mangled(node.attr))
        node.value = self._hook(hook, node, node.value, name)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        value = self.visit(node.value)
        index = self._index(node.slice)
        if isinstance(node.ctx, ast.Load):
            return self._hook("getitem", node, value, index)
        if self.comprehensions:
            # `for table[key] in ...` inside a comprehension, where no name can be bound.
            node.value, node.slice = value, index
            return node
        temporary = self._temporary()
        target = ast.Name(temporary, ast.Store())
        node.value = ast.copy_location(ast.NamedExpr(target, value), node)
        hook = "setting" if isinstance(node.ctx, ast.Store) else "deleting"
        node.slice = self._hook(hook, node, self._name(temporary, node), index)
        return node

    def _index(self, index: ast.expr) -> ast.expr:
        if isinstance(index, ast.Slice):
            parts = [
                self.visit(part) if part is not None else ast.Constant(None)
                for part in (index.lower, index.upper, index.step)
            ]
            return self._hook("slice", index, *parts)
        if isinstance(index, ast.Tuple):
            index.elts = [self._index(part) for part in index.elts]
            return index
        changed: ast.expr = self.visit(index)
        return changed

    def visit_Call(self, node: ast.Call) -> ast.expr:
        function = node.func
        if isinstance(function, ast.Attribute) and _is_pytest(function.value):
            return node
        known = isinstance(function, ast.Name) and function.id in LEFT_ALONE
        if isinstance(function, ast.Name) and function.id == "vars" and node.args:
            known = False
        if known and isinstance(function, ast.Name) and self.scope.owner(function.id) is None:
            self._arguments(node)
            return node
        node.func = self.visit(function)
        self._arguments(node)
        call = ast.Call(ast.Name("@call", ast.Load()), [node.func, *node.args], node.keywords)
        return ast.copy_location(call, node)

    def _arguments(self, node: ast.Call) -> None:
        node.args = [self.visit(argument) for argument in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
            if keyword.arg is None:
                keyword.value = self._looked_into(keyword.value)

    def _looked_into(self, node: ast.expr) -> ast.expr:
        """`node`, whose value is about to be looked into as a whole."""
        if _is_plain(node):
            return node
        return self._hook("value", node, node)

    def visit_Starred(self, node: ast.Starred) -> ast.expr:
        node.value = self.visit(node.value)
        if isinstance(node.ctx, ast.Load):
            node.value = self._looked_into(node.value)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        self.generic_visit(node)
        for position, key in enumerate(node.keys):
            if key is None:
                node.values[position] = self._looked_into(node.values[position])
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        node.values = [self.visit(value) for value in node.values]
        node.values[:-1] = [self._looked_into(value) for value in node.values[:-1]]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        node.operand = self.visit(node.operand)
        if isinstance(node.op, ast.Not):
            node.operand = self._looked_into(node.operand)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        node.left, node.right = self.visit(node.left), self.visit(node.right)
        if _is_plain(node.left) and _is_plain(node.right):
            return node
        if _is_plain(node.left):
            node.right = self._looked_into(node.right)
        elif _is_plain(node.right):
            node.left = self._looked_into(node.left)
        else:
            node.left, node.right = self._both(node, node.left, node.right)
        return node

    def _both(self, node: ast.expr, left: ast.expr, right: ast.expr) -> tuple[ast.expr, ast.expr]:
        """Two operands that are looked into at once, after both have been evaluated."""
        if self.comprehensions:
            # No name can be bound here, so the left one has to be looked into early.
            return self._looked_into(left), self._looked_into(right)
        temporary = self._temporary()
        target = ast.Name(temporary, ast.Store())
        hook = self._hook("both", node, self._name(temporary, node), right)
        return ast.copy_location(ast.NamedExpr(target, left), node), hook

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if all(isinstance(operator, (ast.Is, ast.IsNot)) for operator in node.ops):
            return node
        if len(node.ops) == 1:
            left, right = node.left, node.comparators[0]
            if not _is_plain(left) and not _is_plain(right):
                node.left, node.comparators[0] = self._both(node, left, right)
                return node
        node.left = self._looked_into(node.left)
        node.comparators = [self._looked_into(value) for value in node.comparators]
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        self.generic_visit(node)
        node.test = self._looked_into(node.test)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.expr:
        self.generic_visit(node)
        node.value = self._looked_into(node.value)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        node.value = self._hook("delegate", node, self.visit(node.value))
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        self._defaults(node.args)
        outer, self.scope = self.scope, self.scopes[node]
        cell = self._new_cell(node)
        node.body = self.visit(node.body)
        if cell is not None:
            # A lambda has no statements: make its cell on the way to its value.
            target = ast.Name(f"@cell{self.scope.number}", ast.Store())
            both = ast.Tuple([ast.NamedExpr(target, cell), node.body], ast.Load())
            body = ast.Subscript(both, ast.Constant(1), ast.Load())
            node.body = ast.copy_location(body, node)
        self.scope = outer
        return node

    def _comprehension(self, node: Comprehension) -> ast.expr:
        self.comprehensions += 1
        first = node.generators[0]
        first.iter = self._each(self.visit(first.iter), first.target, self.scopes[node])
        outer, self.scope = self.scope, self.scopes[node]
        for position, generator in enumerate(node.generators):
            if position:
                generator.iter = self._each(self.visit(generator.iter), generator.target)
            generator.target = self._plain_target(generator.target)
            generator.ifs = [self._looked_into(self.visit(test)) for test in generator.ifs]
        if isinstance(node, ast.DictComp):
            node.key, node.value = self.visit(node.key), self.visit(node.value)
        else:
            node.elt = self.visit(node.elt)
        self.scope = outer
        self.comprehensions -= 1
        return node

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = _comprehension

    def _plain_target(self, target: ast.expr) -> ast.expr:
        if isinstance(target, (ast.Attribute, ast.Tuple, ast.List, ast.Starred)):
            changed: ast.expr = self.generic_visit(target)  # type: ignore[assignment]
            return changed
        return target

    def _each(self, iterable: ast.expr, target: ast.expr, scope: Scope | None = None) -> ast.expr:
        """`iterable`, whose items are about to be taken one by one and bound to `target`."""
        outer, self.scope = self.scope, scope or self.scope
        place = self._cell(target.id) if isinstance(target, ast.Name) else None
        self.scope = outer
        if place is None:
            if isinstance(iterable, ast.Call) and _is_range(iterable):
                return iterable
            return self._hook("each", iterable, iterable)
        return self._hook("each", iterable, iterable, place[0], ast.Constant(place[1]))

    # ------------------------------------------------------------------ statements

    def _body(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        result: list[ast.stmt] = []
        for statement in body:
            changed = self.visit(statement)
            if isinstance(changed, list):
                result.extend(changed)
            elif changed is not None:
                result.append(changed)
        return result

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.stmt | list[ast.stmt]:
        node.decorator_list = [self.visit(decorator) for decorator in node.decorator_list]
        self._defaults(node.args)
        before = self._announce_binding(node.name, node)
        outer, self.scope = self.scope, self.scopes[node]
        body = node.body
        has_docstring = ast.get_docstring(node, clean=False) is not None
        docstring, body = (body[:1], body[1:]) if has_docstring else ([], body)
        opening: list[ast.stmt] = [self._statement(self._hook("tick", node), node)]
        cell = self._new_cell(node)
        if cell is not None:
            opening.append(self._assign(f"@cell{self.scope.number}", cell, node))
        node.body = [*docstring, *opening, *self._body(body)]
        self.scope = outer
        return [*before, node]

    visit_FunctionDef = visit_AsyncFunctionDef = _function

    def _new_cell(self, node: ast.AST) -> ast.expr | None:
        needs = bool(self.scope.shared) or any(
            child.shared for child in _comprehensions(self.scope)
        )
        return self._hook("cell", node) if needs else None

    def _defaults(self, arguments: ast.arguments) -> None:
        arguments.defaults = [self.visit(default) for default in arguments.defaults]
        arguments.kw_defaults = [
            self.visit(default) if default is not None else None
            for default in arguments.kw_defaults
        ]

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.stmt | list[ast.stmt]:
        node.decorator_list = [self.visit(decorator) for decorator in node.decorator_list]
        node.bases = [self.visit(base) for base in node.bases]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        before = self._announce_binding(node.name, node)
        outer, self.scope = self.scope, self.scopes[node]
        self.classes.append(node.name)
        node.body = self._body(node.body)
        self.classes.pop()
        self.scope = outer
        return [*before, node]

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> list[ast.stmt]:
        before: list[ast.stmt] = []
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            before += self._announce_binding(name, node)
        return [*before, node]

    visit_ImportFrom = visit_Import

    def _announce_binding(self, name: str, where: ast.AST) -> list[ast.stmt]:
        """For statements that bind a name in their own way: announce it right before."""
        hook = self._variable_hook("rebind", name, where, ast.Constant(None))
        return [] if hook is None else [self._statement(hook, where)]

    def visit_Assign(self, node: ast.Assign) -> ast.stmt | list[ast.stmt]:
        node.value = self.visit(node.value)
        if any(isinstance(target, (ast.Tuple, ast.List)) for target in node.targets):
            node.value = self._looked_into(node.value)
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            rebind = self._variable_hook("rebind", node.targets[0].id, node, node.value)
            if rebind is not None:
                node.value = rebind
            return node
        after: list[ast.stmt] = []
        node.targets = [self._target(target, after) for target in node.targets]
        return [node, *after]

    def _target(self, target: ast.expr, after: list[ast.stmt]) -> ast.expr:
        """A target to assign to; shared variables in it are assigned in `after`."""
        if isinstance(target, ast.Name):
            temporary = self._temporary()
            rebind = self._variable_hook("rebind", target.id, target, self._name(temporary, target))
            if rebind is None:
                return target
            after.append(self._assign(target.id, rebind, target))
            return ast.copy_location(ast.Name(temporary, ast.Store()), target)
        if isinstance(target, (ast.Tuple, ast.List)):
            target.elts = [self._target(part, after) for part in target.elts]
            return target
        if isinstance(target, ast.Starred):
            target.value = self._target(target.value, after)
            return target
        changed: ast.expr = self.visit(target)
        return changed

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt | list[ast.stmt]:
        if node.value is None:
            return node
        node.value = self.visit(node.value)
        if isinstance(node.target, ast.Name):
            rebind = self._variable_hook("rebind", node.target.id, node, node.value)
            if rebind is not None:
                node.value = rebind
        else:
            node.target = self.visit(node.target)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt | list[ast.stmt]:
        target = node.target
        value = self.visit(node.value)
        if isinstance(target, ast.Name):
            if self._cell(target.id) is None:
                node.value = self._hook("inplace", node, self._name(target.id, node), value)
                return node
            load: ast.expr = self.visit(self._name(target.id, node))
            name = self._temporary()
            store = self._variable_hook("rebind", target.id, node, self._name(name, node))
            assert store is not None
            return [
                self._assign(name, load, node),
                self._in_place(name, node, value),
                self._assign(target.id, store, node),
            ]
        owner, name = self._temporary(), self._temporary()
        statements: list[ast.stmt] = [self._assign(owner, self.visit(target.value), node)]
        if isinstance(target, ast.Attribute):
            key = ast.Constant(self._mangled(target.attr))
            read = self._hook("read", target, self._name(owner, node), key)
            write = self._hook("write", target, self._name(owner, node), key)
            load = ast.copy_location(ast.Attribute(read, target.attr, ast.Load()), target)
            store_to: ast.expr = ast.Attribute(write, target.attr, ast.Store())
        else:
            index = self._temporary()
            statements.append(self._assign(index, self._index(target.slice), node))
            place = (self._name(owner, node), self._name(index, node))
            load = self._hook("getitem", target, *place)
            setting = self._hook("setting", target, *place)
            store_to = ast.Subscript(self._name(owner, node), setting, ast.Store())
        statements += [
            self._assign(name, load, node),
            self._in_place(name, node, value),
            ast.copy_location(
                ast.Assign([ast.copy_location(store_to, target)], self._name(name, node)), node
            ),
        ]
        return statements

    def _in_place(self, name: str, node: ast.AugAssign, value: ast.expr) -> ast.stmt:
        target = ast.copy_location(ast.Name(name, ast.Store()), node)
        change = self._hook("inplace", node, self._name(name, node), value)
        return ast.copy_location(ast.AugAssign(target, node.op, change), node)

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        before: list[ast.stmt] = []
        for target in node.targets:
            if isinstance(target, ast.Name):
                before += self._announce_binding(target.id, target)
        node.targets = [
            target if isinstance(target, ast.Name) else self.visit(target)
            for target in node.targets
        ]
        return [*before, node]

    def visit_For(self, node: ast.For | ast.AsyncFor) -> ast.stmt:
        node.iter = self.visit(node.iter)
        after: list[ast.stmt] = []
        if isinstance(node, ast.For):
            node.iter = self._each(node.iter, node.target)
        if not isinstance(node.target, ast.Name):
            node.target = self._target(node.target, after)
        turn = self._statement(self._hook("turn", node), node)
        node.body = [turn, *after, *self._body(node.body)]
        node.orelse = self._body(node.orelse)
        return node

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> ast.stmt:
        node.test = self._looked_into(self.visit(node.test))
        loop = self._statement(self._hook("loop", node), node)
        node.body = [loop, *self._body(node.body)]
        node.orelse = self._body(node.orelse)
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        node.test = self._looked_into(self.visit(node.test))
        node.body, node.orelse = self._body(node.body), self._body(node.orelse)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        node.test = self._looked_into(self.visit(node.test))
        if node.msg is not None:
            node.msg = self.visit(node.msg)
        return node

    def visit_With(self, node: ast.With | ast.AsyncWith) -> ast.stmt:
        after: list[ast.stmt] = []
        for item in node.items:
            item.context_expr = self.visit(item.context_expr)
            if item.optional_vars is not None:
                item.optional_vars = self._target(item.optional_vars, after)
        node.body = [*after, *self._body(node.body)]
        return node

    visit_AsyncWith = visit_With

    def visit_Try(self, node: Any) -> ast.stmt:
        node.body = self._body(node.body)
        for handler in node.handlers:
            if handler.type is not None:
                handler.type = self.visit(handler.type)
            tick = self._statement(self._hook("caught", handler), handler)
            handler.body = [tick, *self._body(handler.body)]
        node.orelse = self._body(node.orelse)
        if node.finalbody:
            first = node.finalbody[0]
            tick = self._statement(self._hook("tick", first), first)
            node.finalbody = [tick, *self._body(node.finalbody)]
        statement: ast.stmt = node
        return statement

    visit_TryStar = visit_Try

    def visit_TypeAlias(self, node: Any) -> ast.stmt:
        statement: ast.stmt = node
        return statement

    def visit_Match(self, node: ast.Match) -> ast.stmt:
        node.subject = self._looked_into(self.visit(node.subject))
        for case in node.cases:
            if case.guard is not None:
                case.guard = self._looked_into(self.visit(case.guard))
            case.body = self._body(case.body)
        return node


def _complete_locations(node: ast.AST, line: int, column: int) -> None:
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
        _complete_locations(child, line, column)


def _comprehensions(scope: Scope) -> list[Scope]:
    """The comprehensions that keep their variables in the cell of `scope`."""
    found = [child for child in scope.children if child.kind == "comprehension"]
    return found + [inner for child in found for inner in _comprehensions(child)]


def _is_plain(node: ast.expr) -> bool:
    """Whether the value of `node` is surely no container that somebody else could change."""
    if isinstance(node, (ast.Constant, ast.JoinedStr, ast.Compare, ast.Lambda, ast.Tuple)):
        return True
    if isinstance(node, (ast.List, ast.Dict, ast.Set, *COMPREHENSIONS)):
        return not isinstance(node, ast.GeneratorExp)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not) or _is_plain(node.operand)
    if isinstance(node, ast.BinOp):
        return _is_plain(node.left) and _is_plain(node.right)
    return False


def _is_pytest(node: ast.expr) -> bool:
    """Whether a rewritten assert calls on pytest here, and not on a value that it has put by."""
    return isinstance(node, ast.Name) and node.id in ("@pytest_ar", "@py_builtins")


def _is_range(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "range"
