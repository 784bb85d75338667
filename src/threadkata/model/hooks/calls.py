"""Calls, with what they touch."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, Final, final

from threadkata.model import frames
from threadkata.model.hooks.announcing import Announcer
from threadkata.model.hooks.discovery import Discovery
from threadkata.model.hooks.effects import Effects
from threadkata.model.hooks.iteration import Iteration
from threadkata.model.hooks.ownership import Ownership
from threadkata.model.hooks.reflection import BUILTIN_METHODS, Reflection
from threadkata.model.kinds import Kind
from threadkata.model.operation import Access, writes
from threadkata.model.scheduler import Scheduler
from threadkata.model.values import module_of_class, set_module_of_class


@final
class Calls:
    """Announces calls, and makes them."""

    __slots__ = (
        "_announcer",
        "_discovery",
        "_effects",
        "_ownership",
        "_reflection",
        "_scheduler",
        "_special",
        "_special_alone",
    )

    def __init__(
        self,
        scheduler: Scheduler,
        discovery: Discovery,
        ownership: Ownership,
        announcer: Announcer,
        effects: Effects,
        reflection: Reflection,
        iteration: Iteration,
        dates: dict[Any, Callable[..., Any]],
    ) -> None:
        self._scheduler = scheduler
        self._discovery = discovery
        self._ownership = ownership
        self._announcer = announcer
        self._effects = effects
        self._reflection = reflection
        # Those that have something to do while there is but one thread.
        self._special_alone = {**reflection.calls, **frames.calls_in(scheduler), **dates}
        self._special = {**self._special_alone, next: iteration.call_next}
        del self._special_alone[hasattr]

    def call(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """`function(*args, **kwargs)`."""
        plain: Any = function.__func__ if type(function) is MethodType else function
        cls = type(plain)
        if self._scheduler.alone:
            special = self._special_alone.get(plain) if cls in _NAMED else None
            if special is not None:
                return special(function, *args, **kwargs)
            return _for_caller(function(*args, **kwargs))
        if cls is FunctionType and self._ownership.is_ours(plain):
            if plain.__module__ == "logging":
                # A record goes through handlers that all loggers may share, and bears the name of
                # the thread.
                name = (self._scheduler.keep(self._scheduler.current.thread), "name", False)
                record: tuple[Access, ...] = (("logging", None, True), name)
                self._announcer.point("call", record, function, plain.__name__)
            elif self._discovery.functions_change:
                number = self._scheduler.keep(plain)
                self._announcer.point("read", ((number, None, False),), plain, "__defaults__")
            return function(*args, **kwargs)
        special = self._special.get(plain) if cls in _NAMED else None
        if special is not None:
            return special(function, *args, **kwargs)
        if cls is functools.partial:
            keywords = {**function.keywords, **kwargs}
            return self.call(function.func, *function.args, *args, **keywords)
        if cls in BUILTIN_METHODS:
            bound = args if plain is function else (function.__self__, *args)
            if self._reflection.announce_method(plain, bound):
                return function(*args, **kwargs)
        find = functools.partial(self._effects.of, function, args, kwargs)
        accesses = find()
        if not accesses:
            return _for_caller(function(*args, **kwargs))
        kind = "call" if writes(accesses) else "read"
        subject, label = function, ""
        if self._scheduler.observer is not None:
            subject = self._looked_at(function, args)
            label = _name(function) if kind == "call" else ""
        accesses = self._announcer.point(kind, accesses, subject, label, find)
        return _for_caller(self._announcer.inside_call(accesses, function, *args, **kwargs))

    def decorator(self, decorator: Any) -> Any:
        """A decorator whose call is announced."""
        return decorator if self._scheduler.alone else functools.partial(self.call, decorator)

    def _looked_at(self, function: Any, args: tuple[Any, ...]) -> Any:
        """What a call is about, for whoever tells of it: a method's object, or a container."""
        owner = getattr(function, "__self__", None)
        if owner is not None and not issubclass(type(owner), (ModuleType, type)):
            return owner
        for value in args:
            if self._ownership.kind_of(type(value)) is Kind.CONTAINER:
                return value
        return function


#: The classes of functions by which one of them is known: to find it runs no other code.
_NAMED: Final = (BuiltinFunctionType, FunctionType)
#: The modules in which functions are called.
_CALLING: Final = (__name__, Announcer.__module__)


def _for_caller(result: Any) -> Any:
    """What a call has returned, as it would have been without a hook in between."""
    if issubclass(type(result), type) and module_of_class(result) in _CALLING:
        # What makes a class, `namedtuple` for example, asks where it is called.
        set_module_of_class(result, sys._getframe(2).f_globals.get("__name__"))
    return result


def _name(function: Any) -> str:
    return str(getattr(function, "__name__", type(function).__name__))
