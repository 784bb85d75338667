"""What a call of code that is not ours touches."""

from __future__ import annotations

import builtins
import sys
from abc import ABCMeta
from types import FunctionType, MethodType, ModuleType
from typing import Any, Final, final

from threadkata.model.hooks.discovery import Discovery
from threadkata.model.hooks.ownership import Ownership
from threadkata.model.hooks.touching import Touching
from threadkata.model.kinds import (
    CHANGING_FUNCTIONS,
    CHANGING_MODULES,
    LOOKING_METHODS,
    LOOKING_MODULES,
    OPENING_MODULES,
    OUTSIDE_MODULES,
    PLAIN,
    Depth,
    Kind,
)
from threadkata.model.operation import Access
from threadkata.model.output import Output
from threadkata.model.reach import OUTSIDE, is_only_calling
from threadkata.model.scheduler import Scheduler
from threadkata.model.values import is_one, module_of_class, of_class

#: Built-in functions and classes that change nothing in what they are given.
LOOKING_BUILTINS: Final = frozenset(
    id(value)
    for name, value in vars(builtins).items()
    if callable(value) and name not in ("next", "setattr", "delattr", "getattr", "vars", "hasattr")
)


@final
class Effects:
    """Tells what a call touches; nothing if the function has hooks of its own."""

    __slots__ = ("_discovery", "_ownership", "_scheduler", "_touching")

    def __init__(
        self,
        scheduler: Scheduler,
        discovery: Discovery,
        ownership: Ownership,
        touching: Touching,
    ) -> None:
        self._scheduler = scheduler
        self._discovery = discovery
        self._ownership = ownership
        self._touching = touching

    def of(
        self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Access, ...]:
        """What `function(*args, **kwargs)` touches."""
        by_call = self._touching.by_call
        values = (*args, *kwargs.values()) if kwargs else args
        cls = type(function)
        kind = self._ownership.kind_of(cls)
        if kind in (Kind.INSTANCE, Kind.PRIMITIVE):
            # An object with a `__call__` of its own.
            return self._touching.of_class(function)
        owner: Any = getattr(function, "__self__", None)
        if owner is not None and not issubclass(type(owner), (ModuleType, type)):
            return self._of_method(function, owner, values)
        if is_one(owner, ABCMeta) and function.__name__ == "register":
            return self._touching.of_registry(owner)
        if is_one(function, type):
            return self._of_class(function, values)
        if function is print:
            return self._of_print(args, kwargs)
        if id(function) in LOOKING_BUILTINS:
            opens = function is dir or self._discovery.classes_change
            accesses = by_call(values, Depth.OPENS if opens else Depth.LOOKS)
            if function in (isinstance, issubclass) and len(values) == 2:
                accesses += self._touching.of_members(values[1])
            return accesses
        module = str(getattr(function, "__module__", "") or "").partition(".")[0]
        name = getattr(function, "__name__", "")
        if cls is FunctionType:
            # The name of the module may be that of a function it wraps.
            module = str(function.__globals__.get("__name__", "")).partition(".")[0]
        own = by_call((function,), Depth.CHANGES) if kind is Kind.FOREIGN else ()
        if module in CHANGING_MODULES or name in CHANGING_FUNCTIONS:
            return own + by_call(values, Depth.CHANGES)
        if module in OPENING_MODULES:
            return own + by_call(values, Depth.OPENS)
        if module in LOOKING_MODULES:
            return own + by_call((function, *values), Depth.LOOKS)
        return own + by_call((function, *values), Depth.ANYTHING) + _outside(module)

    def _of_class(self, cls: type, values: tuple[Any, ...]) -> tuple[Access, ...]:
        """What it touches to make an object of a class."""
        made = self._ownership.kind_of(cls) if cls not in PLAIN else Kind.PLAIN
        if made is Kind.PRIMITIVE:
            return ()
        module = module_of_class(cls)
        if module in self._ownership.own_modules and made is not Kind.CONTAINER:
            if not self._ownership.is_native(cls) or of_class(cls, "__dataclass_fields__"):
                return ()
        depth = Depth.OPENS if self._discovery.classes_change else Depth.LOOKS
        return self._touching.by_call(values, depth) + _outside(module)

    def _of_method(self, function: Any, owner: Any, values: tuple[Any, ...]) -> tuple[Access, ...]:
        by_call = self._touching.by_call
        cls = type(owner)
        if cls in PLAIN:
            opens = cls is str and function.__name__ == "format"
            return by_call(values, Depth.OPENS if opens else Depth.LOOKS)
        kind = self._ownership.kind_of(cls)
        looking = function.__name__ in LOOKING_METHODS
        if kind is Kind.CONTAINER:
            own = self._touching.of_container(owner, not looking)
            return own + by_call(values, Depth.LOOKS)
        if kind is Kind.FOREIGN:
            module = module_of_class(cls).partition(".")[0]
            if module in ("collections", "weakref", "_weakrefset", "types", "builtins"):
                depth = Depth.LOOKS if looking else Depth.CHANGES
                return by_call((owner,), depth) + by_call(values, Depth.LOOKS)
            rest = Depth.CHANGES if module in CHANGING_MODULES else Depth.ANYTHING
            return by_call((owner,), Depth.CHANGES) + by_call(values, rest)
        if kind is Kind.INSTANCE:
            # A method that the class has from outside.
            if type(function) is MethodType and is_only_calling(function.__func__):
                return by_call(values, Depth.LOOKS)
            return by_call((owner, *values), Depth.ANYTHING)
        if kind is Kind.PLAIN:
            module = module_of_class(cls)
            depth = Depth.CHANGES if module in CHANGING_MODULES else Depth.LOOKS
            return by_call((owner, *values), depth) + _outside(module)
        return ()

    def _of_print(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Access, ...]:
        stream = kwargs.get("file")
        accesses = self._touching.by_call(args, Depth.LOOKS)
        if stream is None:
            if "stdout" in self._discovery.code_written:
                accesses += ((self._scheduler.keep(sys), "stdout", False),)
            stream = sys.stdout
        # A debugger puts back what there was before the run, and pytest what it captures with.
        is_captured = module_of_class(type(stream)) == "_pytest.capture"
        if type(stream) is Output or is_captured or stream is sys.__stdout__:
            return accesses
        return accesses + self._touching.by_call((stream,), Depth.CHANGES)


def _outside(module: str) -> tuple[Access, ...]:
    """What a function or a class of this module touches that lies outside the program."""
    return ((OUTSIDE, None, True),) if module.partition(".")[0] in OUTSIDE_MODULES else ()
