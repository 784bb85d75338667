"""What code that is not ours gets at through the objects that it is given."""

from __future__ import annotations

import contextlib
import functools
import gc
import io
import operator
import types
from collections import UserDict, UserList, defaultdict, deque
from collections.abc import Callable, Iterable
from typing import Any, Final, final

from threadkata.model.kinds import (
    ATOMS,
    CHANGING_FUNCTIONS,
    LOOKING_METHODS,
    OUTSIDE_MODULES,
    Depth,
    Kind,
)
from threadkata.model.operation import Access
from threadkata.model.values import attributes_of, module_of_class, of_class

#: The base of what lies outside the program: files, the environment.
OUTSIDE: Final = "outside"
#: The base of what objects of `ctypes` look into: two of them may have the same bytes.
MEMORY: Final = "memory"

_BUILTIN: Final = (types.BuiltinFunctionType, types.MethodWrapperType)
_UNBOUND: Final = (types.MethodDescriptorType, types.WrapperDescriptorType)
_VIEWS: Final[tuple[type, ...]] = (
    type({}.keys()),
    type({}.values()),
    type({}.items()),
    types.MappingProxyType,
)
#: Objects that run code which has hooks of its own, and whatever that code gets at.
_CODE_IN_USE: Final = (
    types.GeneratorType,
    types.CoroutineType,
    types.AsyncGeneratorType,
    types.FrameType,
    types.TracebackType,
)
#: Streams that have nothing behind them.
_IN_MEMORY: Final = (io.StringIO, io.BytesIO)
#: Packages whose objects lead to everything and change nothing that is the program's.
_OPAQUE: Final = frozenset({"_pytest", "pluggy", "pytest"})
#: Modules whose classes do nothing to the objects of their subclasses but to call their methods.
_ONLY_CALLING: Final = frozenset(
    {
        "abc", "builtins", "collections.abc", "_collections_abc", "contextlib", "enum", "numbers",
        "typing",
    }
)  # fmt: skip


@final
class Reach:
    """Goes through objects, and notes what of them is touched.

    Arguments:
        kind_of: the kind of the objects of a class.
        inside: the accesses of looking into an object or changing it as a whole.
        is_ours: whether a function has hooks of its own.
        is_native: see `is_native`.
        is_shared: whether more than one thread may run a generator.
        of_class: the accesses of asking an object's class what is to be done.
    """

    __slots__ = (
        "_found",
        "_inner",
        "_inside",
        "_is_native",
        "_is_ours",
        "_is_shared",
        "_kind_of",
        "_of_class",
        "_seen",
    )

    def __init__(
        self,
        kind_of: Callable[[type], Kind],
        inside: Callable[[Any, bool], tuple[Access, ...]],
        is_ours: Callable[[types.FunctionType], bool],
        is_native: Callable[[type], bool],
        is_shared: Callable[[object], bool],
        of_class: Callable[[object], tuple[Access, ...]],
    ) -> None:
        self._kind_of = kind_of
        self._inside = inside
        self._is_ours = is_ours
        self._is_native = is_native
        self._is_shared = is_shared
        self._of_class = of_class
        self._seen: dict[int, Any] = {}
        self._found: dict[Access, None] = {}
        # What the object at hand leads to, and what is done to it there.
        self._inner: list[tuple[Any, Depth]] = []

    def of(self, values: Iterable[Any], depth: Depth) -> tuple[Access, ...]:
        """The accesses of code that does to `values`, and to what it finds there, what it can."""
        self._seen, self._found, self._inner = {}, {}, []
        self._all(values, depth)
        # Objects may lie deeper in each other than Python's stack is.
        ahead: list[tuple[Any, Depth]] = []
        while ahead or self._inner:
            ahead += self._inner[::-1]
            self._inner.clear()
            self._visit(*ahead.pop())
        found, self._seen, self._found = self._found, {}, {}
        return tuple(found)

    def _all(self, values: Iterable[Any], depth: Depth) -> None:
        """Note that `values` are to be visited next."""
        values = [value for value in values if type(value) not in ATOMS]
        for value in values:
            # A function among them may be called with the others.
            depth = max(depth, _power(value, type(value)))
        self._inner.extend((value, depth) for value in values)

    def _one(self, value: Any, depth: Depth) -> None:
        """Note that `value` is to be visited next."""
        self._inner.append((value, depth))

    def _visit(self, value: Any, depth: Depth) -> None:
        if id(value) in self._seen:
            return
        self._seen[id(value)] = value
        cls = type(value)
        if cls is tuple or cls is frozenset:
            self._all(value, depth)
        elif cls is types.FunctionType:
            self._function(value)
        elif cls is types.MethodType:
            if type(value.__func__) is not types.FunctionType or not self._is_ours(value.__func__):
                self._one(value.__self__, max(depth, Depth.CHANGES))
        elif cls in _BUILTIN:
            owner = value.__self__
            if owner is not None and type(owner) not in ATOMS:
                looks = value.__name__ in LOOKING_METHODS
                self._one(owner, Depth.LOOKS if looks else max(depth, Depth.CHANGES))
        else:
            kind = self._kind_of(cls)
            if is_memory(cls):
                self._add(((MEMORY, None, depth >= Depth.CHANGES),))
            if kind is Kind.CONTAINER:
                self._container(value, cls, depth)
            elif kind is Kind.FOREIGN:
                self._foreign(value, cls, depth)
            elif kind is Kind.INSTANCE:
                self._instance(value, cls, depth)
            elif kind is Kind.PLAIN and issubclass(cls, tuple):
                self._all(tuple.__iter__(value), depth)

    def _add(self, accesses: Iterable[Access]) -> None:
        for access in accesses:
            self._found[access] = None

    def _container(self, value: Any, cls: type, depth: Depth) -> None:
        self._add(self._inside(value, depth >= Depth.CHANGES))
        if issubclass(cls, (UserDict, UserList)):
            self._one(attributes_of(value).get("data"), depth)
        elif issubclass(cls, memoryview):
            with contextlib.suppress(ValueError):
                self._one(value.obj, depth)
        if depth is Depth.CHANGES:
            depth = Depth.LOOKS
        # By the methods of the container itself: those of a subclass may be the program's.
        if issubclass(cls, list):
            self._all(list.__iter__(value), depth)
        elif issubclass(cls, dict):
            self._all(dict.values(value), depth)
            if issubclass(cls, defaultdict):
                self._one(value.default_factory, Depth.LOOKS)
        elif issubclass(cls, deque):
            self._all(deque.__iter__(value), depth)

    def _foreign(self, value: Any, cls: type, depth: Depth) -> None:
        if cls in _CODE_IN_USE:
            if cls is not types.GeneratorType or self._is_shared(value):
                self._add(self._inside(value, True))
            return
        # What moves on is changed by whoever takes something from it.
        moves = of_class(cls, "__next__") is not None
        self._add(self._inside(value, moves or depth >= Depth.CHANGES))
        module = module_of_class(cls)
        if module.partition(".")[0] in _OPAQUE:
            return
        if module in OUTSIDE_MODULES and cls not in _IN_MEMORY:
            self._add(((OUTSIDE, None, True),))
        if cls is functools.partial:
            depth = max(depth, Depth.CHANGES)
        elif depth is Depth.CHANGES:
            # What an iterator or a view goes through is only read.
            depth = Depth.LOOKS if moves or cls in _VIEWS else Depth.DIGS
        self._all(gc.get_referents(value), depth)

    def _instance(self, value: Any, cls: type, depth: Depth) -> None:
        if issubclass(cls, tuple):
            self._all(tuple.__iter__(value), depth)
        self._add(self._of_class(value))
        if depth not in (Depth.OPENS, Depth.ANYTHING) and not self._is_native(cls):
            return
        self._add(self._inside(value, depth >= Depth.CHANGES))
        if depth > Depth.OPENS:
            depth = Depth.OPENS
        self._all(gc.get_referents(value), depth)

    def _function(self, function: types.FunctionType) -> None:
        # What `functools` makes keeps what it needs in variables of its own.
        if function.__globals__.get("__name__") != "functools":
            return
        for cell in function.__closure__ or ():
            try:
                value = cell.cell_contents
            except ValueError:
                continue
            if type(value) not in ATOMS:
                self._one(value, Depth.CHANGES)


def _power(value: Any, cls: type) -> Depth:
    """What a function that is handed on may do to what it is called with."""
    if cls in _BUILTIN:
        if value is setattr or value is delattr:
            return Depth.ANYTHING
        if value is getattr or value is hasattr or value is vars:
            return Depth.OPENS
        if value.__name__ in CHANGING_FUNCTIONS and type(value.__self__) is types.ModuleType:
            return Depth.CHANGES
    elif cls in _UNBOUND:
        return Depth.LOOKS if value.__name__ in LOOKING_METHODS else Depth.CHANGES
    elif cls is operator.attrgetter:
        return Depth.OPENS
    elif cls is operator.methodcaller:
        looks = value.__reduce__()[1][0] in LOOKING_METHODS
        return Depth.LOOKS if looks else Depth.CHANGES
    return Depth.LOOKS


def is_memory(cls: type) -> bool:
    """Whether a class is one of `ctypes`, whose objects are bytes somewhere in memory."""
    return type(cls) is not type and module_of_class(type(cls)) == "_ctypes"


def is_native(cls: type, own_modules: Iterable[str], library: Any) -> bool:
    """Whether code that is not ours looks at the attributes of a program's objects by itself.

    That is what dataclasses, exceptions and subclasses of the library's classes have.
    """
    if of_class(cls, "__dataclass_fields__") is not None or issubclass(cls, BaseException):
        return True
    return any(
        module not in own_modules and module not in library and module not in _ONLY_CALLING
        for module in map(module_of_class, cls.__mro__[:-1])
    )


def is_only_calling(function: Any) -> bool:
    """Whether a function that is not ours does to an object no more than to call its methods."""
    names = getattr(function, "__globals__", {})
    return names.get("__name__") in _ONLY_CALLING
