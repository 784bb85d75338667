"""Whether a thread still has to wait, found without running any of the program's code.

The test on which it waits (`threadkata.model.wait_test`) is worked out on the values of the moment.
Only what can have no effect is worked out: attributes, items, lengths, comparisons of plain values,
and functions that do nothing but return one of these. Of anything else it is not known what it
says.
"""

from __future__ import annotations

import ast
import builtins
import functools
import inspect
import linecache
import operator
from collections import deque
from collections.abc import Callable, Mapping
from types import FrameType, FunctionType, MemberDescriptorType, MethodType
from typing import Any, Final

from threadkata.model.values import attributes_of, is_one, of_class
from threadkata.model.wait_test import WaitTest, syntax_tree

#: Functions within functions that are followed.
DEEPEST: Final = 3

_PLAIN: Final = (int, float, bool, str, bytes, type(None))
_SIZED: Final = (list, tuple, dict, set, frozenset, deque, str, bytes)
_INDEXED: Final = (list, tuple, dict, deque, str)
_COMPARISONS: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], Any]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_ARITHMETIC: Final[Mapping[type[ast.operator], Callable[[Any, Any], Any]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}


def must_wait(test: WaitTest, frame: FrameType) -> bool | None:
    """Whether a thread has to wait as things are; None if that is not known.

    Arguments:
        test: why it waits.
        frame: the call in which it does.
    """
    # Not a copy that could be written back: the names as they are now.
    names = {**frame.f_globals, **frame.f_locals}
    for name in test.stale:
        # What is plain is as it was. Of an object it is seen how it is now.
        if test.looks_again or _is_plain(names.get(name)):
            names.pop(name, None)
    glance = _Glance(names, DEEPEST)
    answers = [
        None if (truth := glance.truth(expression)) is None else truth is wanted
        for expression, wanted in test.parts
    ]
    if False in answers:
        return False
    return None if None in answers else True


def plain_value(expression: ast.expr, frame: FrameType) -> int | str | None:
    """The number or the text that an expression comes to; None if that is not known.

    Arguments:
        expression: what is worked out.
        frame: the call in which it stands.
    """
    try:
        value = _Glance({**frame.f_globals, **frame.f_locals}, DEEPEST).value(expression)
    except _Unknown:
        return None
    return value if type(value) in (int, str) else None


class _Unknown(Exception):
    """Raised where a value cannot be found without running the program's code."""


class _Glance:
    """Works out expressions.

    Arguments:
        names: what names mean in them.
        depth: how many functions within functions may be followed from here.
    """

    def __init__(self, names: Mapping[str, Any], depth: int) -> None:
        self._names = names
        self._depth = depth

    def truth(self, node: ast.expr) -> bool | None:
        """Whether an expression counts as true; None if that is not known."""
        try:
            return self._truth(node)
        except _Unknown:
            return None

    def _truth(self, node: ast.expr) -> bool:
        if isinstance(node, ast.BoolOp):
            # One that decides does so whatever the others are.
            decisive = isinstance(node.op, ast.Or)
            answers = [self.truth(value) for value in node.values]
            if decisive in answers:
                return decisive
            if None in answers:
                raise _Unknown
            return not decisive
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return not self._truth(node.operand)
        return _counts_as(self.value(node))

    def value(self, node: ast.expr) -> Any:
        """What an expression comes to; raises _Unknown."""
        match node:
            case ast.Constant():
                return node.value
            case ast.Name() if node.id in self._names:
                return self._names[node.id]
            case ast.Attribute():
                return self._attribute(self.value(node.value), node.attr)
            case ast.Subscript():
                return _item(self.value(node.value), self.value(node.slice))
            case ast.Compare():
                return self._compare(node)
            case ast.UnaryOp(op=ast.Not()):
                return not self._truth(node.operand)
            case ast.UnaryOp(op=ast.USub()):
                return -_number(self.value(node.operand))
            case ast.BinOp() if type(node.op) in _ARITHMETIC:
                left, right = _number(self.value(node.left)), _number(self.value(node.right))
                try:
                    return _ARITHMETIC[type(node.op)](left, right)
                except ZeroDivisionError:
                    raise _Unknown from None
            case ast.Call():
                return self._call(node)
        raise _Unknown

    def _attribute(self, holder: Any, name: str) -> Any:
        cls = type(holder)
        if is_one(holder, type) or of_class(cls, "__getattribute__") is not object.__getattribute__:
            raise _Unknown
        found = of_class(cls, name)
        if type(found) is property:
            return self._returned(found.fget, holder)
        if type(found) is MemberDescriptorType:
            try:
                return found.__get__(holder)
            except AttributeError:
                raise _Unknown from None
        attributes = attributes_of(holder)
        if name in attributes:
            return attributes[name]
        if type(found) is FunctionType:
            return MethodType(found, holder)
        if type(found) in (*_PLAIN, *_SIZED) and found is not None:
            return found
        raise _Unknown

    def _compare(self, node: ast.Compare) -> bool:
        left = self.value(node.left)
        for operation, comparator in zip(node.ops, node.comparators, strict=True):
            right = self.value(comparator)
            if not _compared(operation, left, right):
                return False
            left = right
        return True

    def _call(self, node: ast.Call) -> Any:
        function = node.func
        if isinstance(function, ast.Name) and function.id == "len" and len(node.args) == 1:
            value = self.value(node.args[0])
            if type(value) in _SIZED and self._names.get("len", builtins.len) is builtins.len:
                return len(value)
            raise _Unknown
        if node.args or node.keywords:
            raise _Unknown
        found = self.value(function)
        if type(found) is MethodType:
            return self._returned(found.__func__, found.__self__)
        return self._returned(found)

    def _returned(self, function: Any, *arguments: Any) -> Any:
        """What a function returns that does nothing but return."""
        if type(function) is not FunctionType or not self._depth:
            raise _Unknown
        code = function.__code__
        if code.co_argcount != len(arguments) or code.co_kwonlyargcount:
            raise _Unknown
        if code.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS | inspect.CO_GENERATOR):
            raise _Unknown
        text = "".join(linecache.getlines(code.co_filename))
        returned = _only_return(text, code.co_name, code.co_firstlineno)
        if returned is None:
            raise _Unknown
        closure = {}
        for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
            try:
                closure[name] = cell.cell_contents
            except ValueError:
                raise _Unknown from None
        given = dict(zip(code.co_varnames, arguments, strict=False))
        inner = _Glance({**function.__globals__, **closure, **given}, self._depth - 1)
        truth = inner.truth(returned) if isinstance(returned, ast.BoolOp) else None
        return inner.value(returned) if truth is None else truth


@functools.lru_cache(256)
def _only_return(text: str, name: str, line: int) -> ast.expr | None:
    """What the function of this name and first line returns; None if it does anything else."""
    tree = syntax_tree(text)
    found = [
        node
        for node in (ast.walk(tree) if tree is not None else ())
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.name == name
        # The first line of the code is that of a decorator, if there is one.
        and min([node.lineno, *(d.lineno for d in node.decorator_list)]) == line
    ]
    if len(found) != 1:
        return None
    match [statement for statement in found[0].body if not _is_docstring(statement)]:
        case [ast.Return(value)]:
            return value
    return None


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _counts_as(value: Any) -> bool:
    if type(value) in _PLAIN or type(value) in _SIZED:
        return bool(value)
    if of_class(type(value), "__bool__") is None and of_class(type(value), "__len__") is None:
        return True
    raise _Unknown


def _number(value: Any) -> Any:
    if type(value) not in (int, float, bool):
        raise _Unknown
    return value


def _is_plain(value: Any) -> bool:
    return type(value) in _PLAIN or (type(value) is tuple and all(_is_plain(v) for v in value))


def _item(container: Any, key: Any) -> Any:
    if type(container) not in _INDEXED or not _is_plain(key):
        raise _Unknown
    try:
        return container[key]
    except (LookupError, TypeError):
        raise _Unknown from None


def _compared(operation: ast.cmpop, left: Any, right: Any) -> bool:
    match operation:
        case ast.Is():
            return left is right
        case ast.IsNot():
            return left is not right
        case ast.In() | ast.NotIn():
            if type(right) not in _SIZED or not _is_plain(left):
                raise _Unknown
            if not all(_is_plain(item) for item in right):
                raise _Unknown
            try:
                return (left in right) is isinstance(operation, ast.In)
            except TypeError:
                raise _Unknown from None
    if not (_is_plain(left) and _is_plain(right)):
        raise _Unknown
    try:
        return bool(_COMPARISONS[type(operation)](left, right))
    except TypeError:
        raise _Unknown from None
