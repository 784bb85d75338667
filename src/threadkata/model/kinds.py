"""What kind of thing an object is, as far as threads can notice what is done with it."""

from __future__ import annotations

import array
import collections
import enum
import types
from typing import Any, Final

#: Containers: what is in them can be changed, and whoever looks into them can see it.
CONTAINERS: Final = (
    list,
    dict,
    set,
    bytearray,
    collections.deque,
    array.array,
    memoryview,
    collections.UserDict,
    collections.UserList,
)

#: Types whose objects never change.
PLAIN: Final = frozenset(
    {
        int,
        float,
        complex,
        bool,
        str,
        bytes,
        tuple,
        frozenset,
        range,
        slice,
        type(None),
        type(...),
        type(NotImplemented),
        type,
        types.FunctionType,
        types.BuiltinFunctionType,
        types.MethodType,
        types.ModuleType,
        types.CodeType,
        types.MappingProxyType,
        types.GenericAlias,
        types.UnionType,
        staticmethod,
        classmethod,
        property,
    }
)

#: Methods of containers that only look.
LOOKING_METHODS: Final = frozenset(
    {
        "index", "count", "copy", "get", "keys", "values", "items", "isdisjoint", "issubset",
        "issuperset", "union", "intersection", "difference", "symmetric_difference", "find",
        "startswith", "endswith", "decode", "hex", "tobytes", "tolist", "most_common", "elements",
        "total", "__len__", "__contains__", "__getitem__", "__iter__", "__reversed__", "__eq__",
        "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__repr__", "__str__", "__bool__",
        "__or__", "__and__", "__add__", "__sub__", "__xor__", "__mul__",
    }
)  # fmt: skip

#: Modules whose functions only look into what they are given.
LOOKING_MODULES: Final = frozenset(
    {
        "math", "cmath", "statistics", "json", "copy", "reprlib", "pprint", "string", "textwrap",
        "traceback", "operator", "_operator", "itertools", "dataclasses", "re", "inspect", "_json",
        "fractions", "decimal", "types", "typing", "enum", "abc", "hashlib", "warnings",
        "contextlib", "functools", "_functools", "weakref", "pytest", "_pytest", "unittest",
    }
)  # fmt: skip

#: Functions of those modules that change what they are given all the same.
CHANGING_FUNCTIONS: Final = frozenset(
    {
        "setitem", "delitem", "iadd", "iand", "ior", "isub", "imul", "iconcat", "ixor", "imod",
        "ilshift", "irshift", "ifloordiv", "itruediv", "ipow", "imatmul", "__setitem__",
        "__delitem__", "__iadd__", "__iconcat__",
    }
)  # fmt: skip


class Kind(enum.Enum):
    """How an object is treated when something is done with it."""

    PLAIN = enum.auto()
    CONTAINER = enum.auto()
    PRIMITIVE = enum.auto()
    INSTANCE = enum.auto()
    FOREIGN = enum.auto()


def kind_of_type(cls: type, own_modules: frozenset[str] | set[str], library: Any) -> Kind:
    """The kind of the objects of a class.

    Arguments:
        cls: the class.
        own_modules: names of the modules that are instrumented.
        library: names of the modules of the virtual library.
    """
    if cls in PLAIN or issubclass(cls, (type, enum.Enum)):
        return Kind.PLAIN
    if issubclass(cls, CONTAINERS):
        return Kind.CONTAINER
    module = getattr(cls, "__module__", "")
    if module in own_modules:
        if issubclass(cls, (tuple, int, str, float, frozenset, bytes)) and "__slots__" in vars(cls):
            return Kind.PLAIN
        return Kind.INSTANCE
    if module in library:
        return Kind.PRIMITIVE
    if issubclass(cls, BaseException):
        return Kind.INSTANCE
    return Kind.FOREIGN
