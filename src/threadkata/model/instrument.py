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
    @3 = @inplace(@iadd, @3, 1)
    @setitem(@3, @1, @2)

An operation that may call back (a comparison calls `__eq__`, an index `__hash__`) is made by its
hook, which knows when it is over.
"""

from __future__ import annotations

import ast
import functools
import operator
import sys
from collections.abc import Callable, Sequence
from types import CodeType
from typing import Any, Final

from threadkata.model.matching import Pattern
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

#: Whether `!r` is done before what stands behind the colon is evaluated.
_CONVERTS_FIRST: Final = sys.version_info >= (3, 13)
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


def instrument(tree: ast.Module, path: str, *, all_globals: bool = False) -> frozenset[str]:
    """Put hooks into `tree`, in place. Annotations are left as they are.

    Arguments:
        tree: the syntax tree of a module.
        path: the file that it is from.
        all_globals: whether to announce every use of the module's variables, also of those that
            none of its functions binds.

    Returns the names of the module's variables that are announced. Raises SyntaxError if it is not
    Python all the same.
    """
    _check(tree, path)
    transformer = _Instrumenter(tree)
    if all_globals:
        module = transformer.scopes[tree]
        module.shared.update(module.bindings)
    tree.body = transformer.body(tree.body)
    _complete_locations(tree, 1, 0)
    return frozenset(transformer.scopes[tree].shared)


def _check(tree: ast.Module | ast.Expression, path: str) -> None:
    """Let Python find what is wrong with patterns, which will not be there any more."""
    if any(isinstance(node, ast.Match) for node in ast.walk(tree)):
        mode = "exec" if isinstance(tree, ast.Module) else "eval"
        compile(tree, path, mode, dont_inherit=True)


@functools.cache
def instrumented_text(text: str | bytes, path: str, mode: str) -> CodeType:
    """The code of a text that is run by `exec` or `eval`; its variables are those of a namespace.

    Arguments:
        text: the source.
        path: the file that it is said to stand in.
        mode: "exec" or "eval".

    Raises SyntaxError or ValueError if it is not Python.
    """
    tree = ast.parse(text, path, mode)
    assert isinstance(tree, (ast.Module, ast.Expression))
    _check(tree, path)
    transformer = _Instrumenter(tree, in_namespace=True)
    if isinstance(tree, ast.Module):
        tree.body = transformer.body(tree.body)
    else:
        tree.body = transformer.visit(tree.body)
    _complete_locations(tree, 1, 0)
    return compile(tree, path, mode, dont_inherit=True)


class _Instrumenter(ast.NodeTransformer):
    def __init__(self, tree: ast.Module | ast.Expression, *, in_namespace: bool = False) -> None:
        self.scopes = find_shared(tree)
        self.in_namespace = in_namespace
        self.scope: Scope = self.scopes[tree]
        self.classes: list[str] = []
        self.temporaries = 0
        self.left_alone = LEFT_ALONE
        if any(map(_changes_class, ast.walk(tree))):
            self.left_alone -= {"isinstance", "issubclass", "type"}

    # ------------------------------------------------------------------ making nodes

    def hook(self, name: str, where: ast.AST, *arguments: ast.expr) -> ast.Call:
        """A call of a hook."""
        call = ast.Call(ast.Name(f"@{name}", ast.Load()), list(arguments), [])
        return ast.copy_location(call, where)

    def temporary(self) -> str:
        """A name that nothing else has."""
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

    def _cell(self, name: str, *, reads: bool = False) -> tuple[ast.expr, str] | None:
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

    def _variable_hook(
        self, hook: str, name: str, where: ast.AST, *arguments: ast.expr
    ) -> ast.Call | None:
        place = self._cell(name, reads=hook == "look")
        if place is None:
            return None
        cell, key = place
        return self.hook(hook, where, cell, ast.Constant(key), *arguments)

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
        node.value = self.hook(hook, node, node.value, name)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """An item that is read; those that are bound or deleted are seen to by their statements."""
        return self.hook("getitem", node, self.visit(node.value), self._index(node.slice))

    def _index(self, index: ast.expr) -> ast.expr:
        if isinstance(index, ast.Slice):
            parts = [
                self.visit(part) if part is not None else ast.Constant(None)
                for part in (index.lower, index.upper, index.step)
            ]
            return self.hook("slice", index, *parts)
        if isinstance(index, ast.Tuple):
            index.elts = [self._index(part) for part in index.elts]
            return index
        changed: ast.expr = self.visit(index)
        return changed

    def visit_Call(self, node: ast.Call) -> ast.expr:
        function = node.func
        if isinstance(function, ast.Attribute) and _is_pytest(function.value):
            return node
        known = isinstance(function, ast.Name) and function.id in self.left_alone
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
        elif name in ("locals", "vars", "dir"):
            if self.scope.kind == "function":
                result = self.hook("names", node, node)
        else:
            return node
        scope = self.scope
        looks = [
            look
            for variable in sorted({*scope.bindings, *scope.uses, *scope.nonlocals})
            if (look := self._variable_hook("look", variable, node)) is not None
        ]
        if not looks:
            return result
        return ast.copy_location(ast.BoolOp(ast.Or(), [*looks, result]), node)

    def _arguments(self, node: ast.Call) -> None:
        node.args = [self.visit(argument) for argument in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
            if keyword.arg is None:
                keyword.value = self._looked_into(keyword.value)

    def _looked_into(self, node: ast.expr) -> ast.expr:
        """`node`, whose value is about to be looked into."""
        if _is_plain(node) or _is_new(node):
            return node
        return self.hook("value", node, node)

    def _tested(self, node: ast.expr) -> ast.expr:
        """The visited `node`, whose truth is about to be asked for."""
        is_bool = isinstance(node, ast.Compare)
        changed: ast.expr = self.visit(node)
        return changed if is_bool else self._looked_into(changed)

    def _unpacked(self, node: ast.expr, count: int = -1) -> ast.expr:
        """`node`, whose items are about to be taken: all of them, or `count` and one too many."""
        if _is_plain(node) or _is_new(node):
            return node
        return self.hook("unpack", node, node, ast.Constant(count))

    def visit_Starred(self, node: ast.Starred) -> ast.expr:
        node.value = self.visit(node.value)
        if isinstance(node.ctx, ast.Load):
            node.value = self._unpacked(node.value)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        self.generic_visit(node)
        for position, key in enumerate(node.keys):
            if key is None:
                node.values[position] = self._looked_into(node.values[position])
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        node.values = [
            *(self._tested(value) for value in node.values[:-1]),
            self.visit(node.values[-1]),
        ]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        if isinstance(node.op, ast.Not):
            node.operand = self._tested(node.operand)
            return node
        plain = _is_plain(node.operand)
        node.operand = self.visit(node.operand)
        if plain:
            return node
        return self.hook("unary", node.operand, self._operator(node.op), node.operand)

    def _operator(self, operation: ast.AST) -> ast.expr:
        return ast.Name(OPERATORS[type(operation)][0], ast.Load())

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        where = _looked_at(node, node.left, node.right)
        node.left, node.right = self.visit(node.left), self.visit(node.right)
        if where is None:
            return node
        return self.hook("binary", where, self._operator(node.op), node.left, node.right)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        lefts, rights = [node.left, *node.comparators[:-1]], node.comparators
        places = [_looked_at(node, *pair) for pair in zip(lefts, rights, strict=True)]
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

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        node.test = self._tested(node.test)
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.expr:
        plain = _is_plain(node.value)
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

    def visit_Yield(self, node: ast.Yield) -> ast.expr:
        value = ast.Constant(None) if node.value is None else self.visit(node.value)
        node.value = self.hook("yielded", node, value)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        node.value = self.hook("delegate", node, self.visit(node.value))
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
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

    def _comprehension(self, node: Comprehension) -> ast.expr:
        first = node.generators[0]
        first.iter = self._each(self.visit(first.iter), first.target, self.scopes[node])
        outer, self.scope = self.scope, self.scopes[node]
        for position, generator in enumerate(node.generators):
            if position:
                generator.iter = self._each(self.visit(generator.iter), generator.target)
            tests = [self._tested(test) for test in generator.ifs]
            stores: list[ast.expr] = []
            generator.target = self._plain_target(generator.target, stores)
            generator.ifs = [*stores, *tests]
        if isinstance(node, ast.DictComp):
            node.key, node.value = self.visit(node.key), self.visit(node.value)
        else:
            node.elt = self.visit(node.elt)
            if isinstance(node, ast.GeneratorExp):
                node.elt = self.hook("yielded", node.elt, node.elt)
        self.scope = outer
        return node

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = _comprehension

    def _plain_target(self, target: ast.expr, stores: list[ast.expr]) -> ast.expr:
        """A target in a comprehension; an item is bound by a condition, which is true."""
        if isinstance(target, ast.Subscript):
            name = self.temporary()
            store = self._set_item(target, self._name(name, target))
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

    def _each(self, iterable: ast.expr, target: ast.expr, scope: Scope | None = None) -> ast.expr:
        """`iterable`, whose items are about to be taken one by one and bound to `target`."""
        outer, self.scope = self.scope, scope or self.scope
        place = self._cell(target.id) if isinstance(target, ast.Name) else None
        self.scope = outer
        cell, key = place or (ast.Constant(None), "")
        shape = _shape(target) if scope is not None or self.scope.kind == "comprehension" else None
        if place is None and shape is None:
            if isinstance(iterable, ast.Call) and _is_range(iterable):
                return iterable
            return self.hook("each", iterable, iterable)
        return self.hook("each", iterable, iterable, cell, ast.Constant(key), ast.Constant(shape))

    # ------------------------------------------------------------------ statements

    def body(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        """Statements, instrumented."""
        result: list[ast.stmt] = []
        for statement in body:
            changed = self.visit(statement)
            if isinstance(changed, list):
                result.extend(changed)
            elif changed is not None:
                result.append(changed)
        return result

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.stmt:
        node.decorator_list = self._decorators(node.decorator_list)
        self._defaults(node.args)
        self._announce_definition(node)
        outer, self.scope = self.scope, self.scopes[node]
        body = node.body
        has_docstring = ast.get_docstring(node, clean=False) is not None
        docstring, body = (body[:1], body[1:]) if has_docstring else ([], body)
        opening: list[ast.stmt] = [self._statement(self.hook("tick", node), node)]
        if self.scope.is_generator:
            opening.append(self._statement(self.hook("yielded", node), node))
        cell = self._new_cell(node)
        if cell is not None:
            opening.append(self._assign(f"@cell{self.scope.number}", cell, node))
        ends = not body or not isinstance(body[-1], (ast.Return, ast.Raise))
        node.body = [*docstring, *opening, *self.body(body)]
        if ends:
            node.body.append(self._statement(self.hook("returned", node), node))
        self.scope = outer
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = _function

    def visit_Return(self, node: ast.Return) -> ast.stmt:
        value = ast.Constant(None) if node.value is None else self.visit(node.value)
        node.value = self.hook("returned", node, value)
        return node

    def _decorators(self, decorators: list[ast.expr]) -> list[ast.expr]:
        """Decorators, which are called without a call to be seen."""
        return [
            self.visit(decorator)
            if isinstance(decorator, ast.Name) and decorator.id in LEFT_ALONE
            else self.hook("decorator", decorator, self.visit(decorator))
            for decorator in decorators
        ]

    def _new_cell(self, node: ast.AST) -> ast.expr | None:
        needs = bool(self.scope.shared) or any(
            child.shared for child in _comprehensions(self.scope)
        )
        return self.hook("cell", node) if needs else None

    def _defaults(self, arguments: ast.arguments) -> None:
        arguments.defaults = [self.visit(default) for default in arguments.defaults]
        arguments.kw_defaults = [
            self.visit(default) if default is not None else None
            for default in arguments.kw_defaults
        ]

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.stmt:
        node.decorator_list = self._decorators(node.decorator_list)
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

    def _announce_definition(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    ) -> None:
        """A definition binds its name when all else is done: as the last of its decorators."""
        place = self._cell(node.name)
        if place is not None:
            cell, key = place
            binding = self.hook("binding", node, cell, ast.Constant(key))
            node.decorator_list.insert(0, binding)

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        if _is_explanation(node.targets[0]):
            return [node]
        node.value = self.visit(node.value)
        if len(node.targets) == 1:
            return self._bind(node.targets[0], node.value, node)
        # Targets are bound one after the other.
        name = self.temporary()
        statements: list[ast.stmt] = [self._assign(name, node.value, node)]
        for target in node.targets:
            statements += self._bind(target, self._name(name, node), node)
        return statements

    def _bind(self, target: ast.expr, value: ast.expr, where: ast.stmt) -> list[ast.stmt]:
        """Statements that bind a target which has not been visited to a value which has been."""
        if isinstance(target, ast.Name):
            rebind = self._variable_hook("rebind", target.id, where, value)
            return [self._assign(target.id, rebind or value, where)]
        if isinstance(target, ast.Subscript):
            return [self._statement(self._set_item(target, value), where)]
        after: list[ast.stmt] = []
        if isinstance(target, (ast.Tuple, ast.List)):
            stars = [isinstance(part, ast.Starred) for part in target.elts]
            value = self._unpacked(value, -1 if any(stars) else len(stars))
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
        if isinstance(target, ast.Name) and not after and self._cell(target.id) is None:
            return target
        if isinstance(target, ast.Attribute) and not after:
            changed: ast.expr = self.visit(target)
            return changed
        name = self.temporary()
        after += self._bind(target, self._name(name, target), where)
        return ast.copy_location(ast.Name(name, ast.Store()), target)

    def _set_item(self, target: ast.Subscript, value: ast.expr) -> ast.expr:
        subject, index = self.visit(target.value), self._index(target.slice)
        return self.hook("setitem", target, value, subject, index)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt | list[ast.stmt]:
        if node.value is None:
            return node
        node.value = self.visit(node.value)
        if isinstance(node.target, ast.Name):
            rebind = self._variable_hook("rebind", node.target.id, node, node.value)
            if rebind is not None:
                node.value = rebind
        elif isinstance(node.target, ast.Subscript):
            return self._bind(node.target, node.value, node)
        else:
            node.target = self.visit(node.target)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt | list[ast.stmt]:
        target = node.target
        value = self.visit(node.value)
        if isinstance(target, ast.Name):
            load: ast.expr = self.visit(self._name(target.id, node))
            change = self._in_place(node, load, value)
            store = self._variable_hook("rebind", target.id, node, change)
            return self._assign(target.id, store or change, node)
        owner = self.temporary()
        statements: list[ast.stmt] = [self._assign(owner, self.visit(target.value), node)]
        if isinstance(target, ast.Attribute):
            key = ast.Constant(self._mangled(target.attr))
            read = self.hook("read", target, self._name(owner, node), key)
            write = self.hook("write", target, self._name(owner, node), key)
            load = ast.copy_location(ast.Attribute(read, target.attr, ast.Load()), target)
            change = self._in_place(node, load, value)
            store_to = ast.copy_location(ast.Attribute(write, target.attr, ast.Store()), target)
            statements.append(ast.copy_location(ast.Assign([store_to], change), node))
        else:
            index = self.temporary()
            statements.append(self._assign(index, self._index(target.slice), node))
            place = (self._name(owner, node), self._name(index, node))
            load = self.hook("getitem", target, *place)
            change = self._in_place(node, load, value)
            statements.append(self._statement(self.hook("setitem", target, change, *place), node))
        return statements

    def _in_place(self, node: ast.AugAssign, target: ast.expr, value: ast.expr) -> ast.expr:
        operation = ast.Name(IN_PLACE[type(node.op)][0], ast.Load())
        return self.hook("inplace", node, operation, target, value)

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        return [part for target in node.targets for part in self._delete(target, node)]

    def _delete(self, target: ast.expr, node: ast.Delete) -> list[ast.stmt]:
        if isinstance(target, (ast.Tuple, ast.List)):
            return [part for inner in target.elts for part in self._delete(inner, node)]
        if isinstance(target, ast.Subscript):
            subject, index = self.visit(target.value), self._index(target.slice)
            return [self._statement(self.hook("delitem", target, subject, index), node)]
        before: list[ast.stmt] = []
        if isinstance(target, ast.Name):
            before = self._announce_binding(target.id, target)
        else:
            target = self.visit(target)
        return [*before, ast.copy_location(ast.Delete([target]), node)]

    def visit_For(self, node: ast.For | ast.AsyncFor) -> ast.stmt:
        node.iter = self.visit(node.iter)
        if isinstance(node, ast.For):
            node.iter = self._each(node.iter, node.target)
        binding: list[ast.stmt] = []
        if not isinstance(node.target, ast.Name):
            node.target, binding = self._bound_inside(node.target, node)
        turn = self._statement(self.hook("turn", node), node)
        node.body = [turn, *binding, *self.body(node.body)]
        node.orelse = self.body(node.orelse)
        return node

    def _bound_inside(self, target: ast.expr, where: ast.stmt) -> tuple[ast.expr, list[ast.stmt]]:
        """For statements that bind a target and have a body: a name, and how the body begins."""
        name = self.temporary()
        place = ast.copy_location(ast.Name(name, ast.Store()), target)
        # What is bound where the target stands: a line of its own, in a statement of many lines.
        statement = ast.copy_location(ast.Pass(), target)
        return place, self._bind(target, self._name(name, target), statement)

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> ast.stmt:
        node.test = self._tested(node.test)
        loop = self._statement(self.hook("loop", node), node)
        node.body = [loop, *self.body(node.body)]
        node.orelse = self.body(node.orelse)
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        node.test = self._tested(node.test)
        node.body, node.orelse = self.body(node.body), self.body(node.orelse)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        node.test = self._tested(node.test)
        if node.msg is not None:
            node.msg = self.visit(node.msg)
        return node

    def visit_With(self, node: ast.With | ast.AsyncWith) -> ast.stmt:
        for position, item in enumerate(node.items):
            item.context_expr = self.visit(item.context_expr)
            if isinstance(node, ast.With):
                manager = self.hook("manager", item.context_expr, item.context_expr)
                item.context_expr = manager
            target = item.optional_vars
            if target is None or (isinstance(target, ast.Name) and self._cell(target.id) is None):
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
        node.body = self.body(node.body)
        for handler in node.handlers:
            if handler.type is not None:
                handler.type = self.visit(handler.type)
            tick = self._statement(self.hook("caught", handler), handler)
            handler.body = [tick, *self._handler(handler)]
        node.orelse = self.body(node.orelse)
        if node.finalbody:
            first = node.finalbody[0]
            tick = self._statement(self.hook("tick", first), first)
            node.finalbody = [tick, *self.body(node.finalbody)]
        statement: ast.stmt = node
        return statement

    visit_TryStar = visit_Try

    def _handler(self, handler: ast.ExceptHandler) -> list[ast.stmt]:
        """The body of a handler; its name is bound before, and deleted at the end."""
        body = self.body(handler.body)
        name = handler.name
        if name is None or self._cell(name) is None:
            return body
        handler.name = self.temporary()
        where = ast.copy_location(ast.Pass(), handler)
        load = self._name(handler.name, handler)
        end = [
            *self._bind(ast.Name(name, ast.Store()), ast.Constant(None), where),
            *self._announce_binding(name, handler),
            ast.copy_location(ast.Delete([ast.Name(name, ast.Del())]), handler),
        ]
        guarded = ast.copy_location(ast.Try(body, [], [], end), handler)
        return [*self._bind(ast.Name(name, ast.Store()), load, where), guarded]

    def visit_TypeAlias(self, node: Any) -> ast.stmt:
        statement: ast.stmt = node
        return statement

    def visit_Match(self, node: ast.Match) -> list[ast.stmt]:
        subject, done = self.temporary(), self.temporary()
        statements: list[ast.stmt] = [
            self._assign(subject, self.visit(node.subject), node),
            self._assign(done, ast.Constant(False), node),
        ]
        for case in node.cases:
            pattern = Pattern(case.pattern, subject, self)
            body = [self._assign(done, ast.Constant(True), case.pattern), *self.body(case.body)]
            if case.guard is not None:
                body = [ast.copy_location(ast.If(self._tested(case.guard), body, []), case.guard)]
            where = ast.copy_location(ast.Pass(), case.pattern)
            for name, value in reversed(pattern.bound.items()):
                body[:0] = self._bind(ast.Name(name, ast.Store()), self._name(value, where), where)
            tests = [ast.UnaryOp(ast.Not(), self._name(done, where)), pattern.test]
            both = ast.copy_location(ast.BoolOp(ast.And(), tests), where)
            statements.append(ast.copy_location(ast.If(both, body, []), where))
        return statements


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
    """Whether nobody could change the value of `node`, nor anything in it."""
    match node:
        case ast.Constant() | ast.JoinedStr() | ast.Compare() | ast.Lambda():
            return True
        case ast.Tuple() | ast.List() | ast.Set():
            return all(map(_is_plain, node.elts))
        case ast.Dict():
            return None not in node.keys and all(map(_is_plain, node.values))
        case ast.UnaryOp():
            return isinstance(node.op, ast.Not) or _is_plain(node.operand)
        case ast.BinOp():
            return _is_plain(node.left) and _is_plain(node.right)
    return False


def _is_new(node: ast.expr) -> bool:
    """Whether the value of `node` is surely a container that nobody else knows."""
    if isinstance(node, (ast.Tuple, ast.List, ast.Dict, ast.Set)):
        return True
    return isinstance(node, COMPREHENSIONS) and not isinstance(node, ast.GeneratorExp)


def _looked_at(node: ast.expr, left: ast.expr, right: ast.expr) -> ast.expr | None:
    """Which part of an operation tells what is looked into; None if nobody could change that."""
    if _is_plain(left):
        return None if _is_plain(right) else right
    return left if _is_plain(right) else node


def _shape(target: ast.expr) -> Any:
    """How a target unpacks what it is bound to: for each of its parts the same; None for a name.

    Where there is a star any number is taken.
    """
    if isinstance(target, ast.Starred):
        return ("*", _shape(target.value))
    if isinstance(target, (ast.Tuple, ast.List)):
        return tuple(map(_shape, target.elts))
    return None


def _changes_class(node: ast.AST) -> bool:
    """Whether objects come to be of another class here."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "__class__"
        and not isinstance(node.ctx, ast.Load)
    )


def _is_explanation(target: ast.expr) -> bool:
    """Whether a rewritten assert, having failed, puts together here what it will say."""
    return isinstance(target, ast.Name) and target.id.startswith("@py_format")


def _is_pytest(node: ast.expr) -> bool:
    """Whether a rewritten assert calls on pytest here, and not on a value that it has put by."""
    return isinstance(node, ast.Name) and node.id in ("@pytest_ar", "@py_builtins")


def _is_range(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "range"
