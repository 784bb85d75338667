"""What a module's source says of the state that it keeps and the attributes that it assigns to.

Executing a module afresh for each run is what makes runs independent of each other, and for a small
exercise it takes a good part of the time. A module that consists of imports, functions, classes
and constants is as good as new after a run, unless the run assigned to the module or to one of its
classes, which the hooks notice. When in doubt the answer is no.
"""

from __future__ import annotations

import ast
from collections.abc import Collection
from typing import Final

#: Names that can reach into a module or a class behind the hooks' back.
REFLECTION: Final = frozenset(
    {
        "globals", "exec", "eval", "setattr", "delattr", "locals", "compile", "sys", "importlib",
        "inspect", "gc", "ctypes", "__import__", "__dict__", "__setattr__", "__delattr__",
        "__class__", "__defaults__", "__kwdefaults__", "__globals__", "__code__", "__closure__",
        "__builtins__", "register",
    }
)  # fmt: skip

#: What of `sys` tells something and leads nowhere.
HARMLESS_SYS: Final = frozenset(
    {
        "argv", "byteorder", "executable", "exc_info", "exit", "flags", "float_info", "getrefcount",
        "getsizeof", "getswitchinterval", "implementation", "maxsize", "path", "platform",
        "stderr", "stdin", "stdout", "version", "version_info",
    }
)  # fmt: skip

#: Decorators that keep nothing of what the function is called with.
DECORATORS: Final = frozenset(
    {
        "property", "staticmethod", "classmethod", "setter", "getter", "deleter", "contextmanager",
        "dataclass", "abstractmethod", "override", "final", "wraps", "total_ordering",
    }
)  # fmt: skip


def keeps_no_state(tree: ast.Module) -> bool:
    """Whether the module `tree`, not yet instrumented, keeps no state."""
    nodes = list(ast.walk(tree))
    told = {
        id(node.value)
        for node in nodes
        if isinstance(node, ast.Attribute) and _is_harmless_sys(node)
    }
    for node in nodes:
        if isinstance(node, ast.Global):
            return False
        if isinstance(node, ast.Name) and node.id in REFLECTION and id(node) not in told:
            return False
        if isinstance(node, ast.Attribute) and node.attr in REFLECTION:
            return False
        if isinstance(node, ast.ClassDef) and not all(map(_is_harmless, node.body)):
            return False
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            if not _has_constant_defaults(node.args):
                return False
    marks = {name for statement in tree.body if (name := _mark_made(statement))}
    return all(_is_harmless(statement, marks) for statement in tree.body)


def stored_names(tree: ast.Module) -> frozenset[str]:
    """Names of attributes that a module assigns to or deletes, `__init__` methods left aside."""
    names: set[str] = set()

    def visit(node: ast.AST, class_name: str) -> None:
        if isinstance(node, ast.FunctionDef):
            if node.name == "__init__":
                return
            if "cached_property" in map(_last_name, node.decorator_list):
                # It is assigned to by being read.
                names.add(node.name)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            if _last_name(node.value.func) == "property":
                # Whatever it looks at, it looks at it by this name.
                names.update(map(_last_name, node.targets))
        if isinstance(node, ast.ClassDef):
            class_name = node.name.lstrip("_")
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            private = class_name and node.attr.startswith("__") and not node.attr.endswith("__")
            names.add(f"_{class_name}{node.attr}" if private else node.attr)
        for child in ast.iter_child_nodes(node):
            visit(child, class_name)

    visit(tree, "")
    return frozenset(names)


def _last_name(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def _is_harmless_sys(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "sys" and node.attr in HARMLESS_SYS


def _mark_made(statement: ast.stmt) -> str:
    """The name that a statement gives to a mark of pytest's: `SLOW = pytest.mark.slow`."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            made = value.func if isinstance(value, ast.Call) else value
            if isinstance(made, ast.Attribute) and _root(made) == "pytest":
                return name
    return ""


def _is_harmless(statement: ast.stmt, marks: Collection[str] = ()) -> bool:
    if _mark_made(statement) in marks:
        return True
    match statement:
        case ast.Import() | ast.ImportFrom() | ast.Pass():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            decorators = statement.decorator_list
            return all(_is_known_decorator(decorator, marks) for decorator in decorators)
        case ast.ClassDef():
            return (
                all(map(_is_known_decorator, statement.decorator_list))
                and not statement.keywords
                and all(map(_is_constant, statement.bases))
            )
        case ast.Assign():
            # `os.environ["MODE"] = "slow"` changes something that is put back after a run.
            return all(map(_is_variable, statement.targets)) and _is_constant(statement.value)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            return _is_variable(target) and _is_constant(value)
        case ast.AnnAssign():
            return True
        case ast.If():
            return all(map(_is_harmless, (*statement.body, *statement.orelse)))
    return False


def _is_known_decorator(decorator: ast.expr, marks: Collection[str] = ()) -> bool:
    if isinstance(decorator, ast.Call):
        decorator = decorator.func
    if isinstance(decorator, ast.Attribute):
        # `pytest.mark.hasty` and the like say something about the function and no more.
        return decorator.attr in DECORATORS or _root(decorator) == "pytest"
    return isinstance(decorator, ast.Name) and (decorator.id in DECORATORS or decorator.id in marks)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_variable(target: ast.expr) -> bool:
    if isinstance(target, (ast.Tuple, ast.List)):
        return all(map(_is_variable, target.elts))
    return isinstance(target, ast.Name)


def _is_constant(node: ast.expr) -> bool:
    match node:
        case ast.Constant() | ast.Name():
            return True
        case ast.Attribute():
            return _is_constant(node.value)
        case ast.Tuple():
            return all(map(_is_constant, node.elts))
        case ast.Subscript():
            # A type: `list[int]`.
            return _is_constant(node.value) and _is_constant(node.slice)
        case ast.BinOp() | ast.UnaryOp():
            return all(
                _is_constant(part)
                for part in ast.iter_child_nodes(node)
                if isinstance(part, ast.expr)
            )
        case ast.Call(func=ast.Name(id="TypeVar" | "ParamSpec" | "NewType")):
            return True
    return False


def _has_constant_defaults(arguments: ast.arguments) -> bool:
    return all(
        default is None or _is_constant(default)
        for default in (*arguments.defaults, *arguments.kw_defaults)
    )
