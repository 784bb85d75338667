"""The hooks that instrumented code calls: they find the place that is touched, and announce it."""

from __future__ import annotations

import builtins
import functools
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, Final, final

from threadkata.model.kinds import (
    CHANGING_FUNCTIONS,
    LOOKING_METHODS,
    LOOKING_MODULES,
    PLAIN,
    Kind,
    kind_of_type,
)
from threadkata.model.operation import Access, Operation, writes
from threadkata.model.primitives import started_elsewhere, virtual_thread
from threadkata.model.stdlib import CLIENTS, PRIMITIVES, VIRTUAL_MARK, Library

#: Built-in functions and classes that change nothing in what they are given.
LOOKING_BUILTINS: Final = frozenset(
    id(value)
    for name, value in vars(builtins).items()
    if callable(value) and name not in ("next", "setattr", "delattr", "getattr", "vars", "hasattr")
)

#: Attributes of the library's objects that change, or are computed from what does.
LIBRARY_STATE: Final = frozenset(
    {
        "_count", "_daemonic", "_flag", "_is_stopped", "_name", "_owner", "_state", "_value",
        "_waiters", "broken", "daemon", "ident", "is_shutdown", "maxsize", "n_waiting", "name",
        "native_id", "parties", "queue", "unfinished_tasks", "_unfinished_tasks", "__dict__",
    }
)  # fmt: skip

#: Objects that outlast a run if their module does.
_CODE: Final = (type, ModuleType, FunctionType)

#: How an attribute of a class is read from its objects: nothing shared is read ...
NOTHING: Final = 0
#: ... or the object itself ...
OWN: Final = 1
#: ... or the whole object, by code of the library.
WHOLE: Final = 2


@final
class Cell:
    """Stands for the variables of one call of a function that inner functions share."""

    __slots__ = ()


class Accesses:
    """The hooks of one library, for one run after another.

    Attributes:
        own_modules: names of the modules that are instrumented.
        assigned_to_code: whether this run has assigned to a module, a class or a function.
        written: names of attributes that may be written while other threads run. To read any other
            is nobody's business, and is not announced.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.scheduler = library.scheduler
        self.own_modules: set[str] = set()
        self.assigned_to_code = False
        self.written: set[str] = set()
        self._everything_written = False
        self._library_modules = PRIMITIVES | CLIENTS | {"_thread"}
        self._kinds: dict[type, Kind] = dict.fromkeys(PLAIN, Kind.PLAIN)
        self._attributes: dict[tuple[type, str], int | type] = {}
        self._own_writes: dict[tuple[type, str], bool] = {}
        self.begin_run()

    def begin_run(self) -> None:
        """Forget the last run."""
        if self.assigned_to_code or len(self._attributes) > 2_000:
            self._kinds = dict.fromkeys(PLAIN, Kind.PLAIN)
            self._attributes.clear()
            self._own_writes.clear()
        self.assigned_to_code = False
        # For objects that look into others (views, iterators, `__dict__`), by their identity: the
        # numbers of those. They are kept as long as the run lasts.
        self._behind: dict[int, tuple[int, ...]] = {}
        # What was announced before is announced again as it was, by the identity of the object and
        # the name: to find it out anew takes as long as all the rest of a point.
        self._reads: dict[tuple[int, str], Operation] = {}
        self._writes: dict[tuple[int, str], Operation] = {}

    def hooks(self) -> dict[str, Any]:
        """The hooks by the names that `instrument.py` gives them."""
        return {
            "@read": self.read,
            "@write": self.write,
            "@getitem": self.getitem,
            "@setting": self.setting,
            "@deleting": self.deleting,
            "@call": self.call,
            "@value": self.value,
            "@both": self.both,
            "@inplace": self.inplace,
            "@each": self.each,
            "@delegate": self.delegate,
            "@look": self.look,
            "@rebind": self.rebind,
            "@cell": Cell,
            "@slice": slice,
            "@tick": self.scheduler.tick,
            "@caught": self.scheduler.caught,
            "@loop": self.scheduler.loop,
            "@turn": self.scheduler.turn,
        }

    def begin_exploration(self, stored_names: Iterable[str]) -> None:
        """Forget what was found out about another program.

        Arguments:
            stored_names: names of attributes that the program's source assigns to, beside those
                that objects are only made with.
        """
        self.written = {*LIBRARY_STATE, *stored_names}
        self._everything_written = False
        self.scheduler.lives_watched = self.scheduler.futures_watched = False

    def announce_everything(self) -> None:
        """Let every attribute be announced, whether it is known to be written or not."""
        self._everything_written = True

    def _discover(self, name: str | None) -> None:
        """An attribute is written that was not known to be: begin the exploration again.

        Reading it has gone unannounced so far, in this run and in earlier ones.
        """
        if name is None:
            self._everything_written = True
        else:
            self.written.add(name)
        self.scheduler.begin_again()

    # ------------------------------------------------------------------ announcing

    def _point(self, kind: str, accesses: tuple[Access, ...], subject: object, name: str) -> None:
        scheduler = self.scheduler
        scheduler.point(Operation(kind, accesses, subject, name))
        if writes(accesses):
            scheduler.changed()

    def _kind(self, cls: type) -> Kind:
        kind = self._kinds.get(cls)
        if kind is None:
            kind = kind_of_type(cls, self.own_modules, self._library_modules)
            self._kinds[cls] = kind
        return kind

    def _inside(self, subject: object, write: bool) -> tuple[Access, ...]:
        """Looking into an object, or changing it, as a whole."""
        number = self.scheduler.keep(subject)
        behind = self._behind.get(id(subject))
        if behind is None:
            return ((number, None, write),)
        kind = self._kind(type(subject))
        if kind is Kind.CONTAINER:
            # A `__dict__`: it is its object.
            if write and not self._everything_written:
                self._discover(None)
            return tuple((base, None, write) for base in behind)
        # An iterator moves on; what it iterates over is only read.
        return ((number, None, True), *((base, None, False) for base in behind))

    def _arguments(self, values: Any, write: bool) -> tuple[Access, ...]:
        """What a call into code that is not ours does to the objects it is given."""
        accesses: tuple[Access, ...] = ()
        for value in values:
            cls = type(value)
            if cls in PLAIN:
                if cls is tuple:
                    accesses += self._arguments(value, write)
                continue
            kind = self._kind(cls)
            if kind is Kind.CONTAINER:
                accesses += self._inside(value, True) if write else self._throughout(value, {})
            elif kind is Kind.FOREIGN:
                if write or id(value) in self._behind:
                    accesses += self._inside(value, True)
            elif kind is Kind.INSTANCE and write:
                if not self._everything_written:
                    self._discover(None)
                accesses += ((self.scheduler.keep(value), None, True),)
        return accesses

    # ------------------------------------------------------------------ attributes

    def read(self, subject: Any, name: str) -> Any:
        """Announce that the attribute `name` of `subject` is read next."""
        scheduler = self.scheduler
        if scheduler.alone:
            return subject
        known = self._reads.get((id(subject), name))
        if known is not None:
            scheduler.point(known)
            return subject
        if name not in self.written and not self._everything_written:
            return subject
        cls = type(subject)
        how = self._attributes.get((cls, name))
        if how is None:
            how = self._find_attribute(cls, name)
        if how == NOTHING:
            if cls is ModuleType:
                self._read_global(subject, name)
            elif isinstance(subject, type):
                self._read_class(subject, name)
            elif name == "__dict__":
                self._note_dict(subject)
            return subject
        number = scheduler.keep(subject)
        if how == WHOLE:
            accesses: tuple[Access, ...] = ((number, None, False),)
            if name in ("ident", "native_id"):
                virtual = virtual_thread(scheduler, subject)
                if virtual is None or started_elsewhere(scheduler, virtual):
                    scheduler.watch_lives()
            scheduler.point(Operation("read", accesses, subject, name))
            return subject
        accesses = ((number, name, False),)
        if how != OWN:
            accesses += ((scheduler.keep(how), name, False),)
        operation = Operation("read", accesses, subject, name)
        self._reads[id(subject), name] = operation
        scheduler.point(operation)
        return subject

    def write(self, subject: Any, name: str) -> Any:
        """Announce that the attribute `name` of `subject` is bound or deleted next."""
        scheduler = self.scheduler
        if not scheduler.alone:
            known = self._writes.get((id(subject), name))
            if known is not None:
                scheduler.point(known)
                scheduler.changed()
                return subject
        if isinstance(subject, _CODE):
            self.assigned_to_code = True
        if scheduler.alone:
            return subject
        cls = type(subject)
        is_own = self._own_writes.get((cls, name))
        if is_own is None:
            is_own = self._own_writes[cls, name] = self._is_own_write(cls, name)
        if not is_own:
            return subject
        if name not in self.written and not self._everything_written:
            self._discover(name)
        number = scheduler.keep(subject)
        operation = Operation("write", ((number, name, True),), subject, name)
        self._writes[id(subject), name] = operation
        scheduler.point(operation)
        scheduler.changed()
        return subject

    def _is_own_write(self, cls: type, name: str) -> bool:
        """Whether to bind an attribute is an access of its own."""
        if self._is_local(cls):
            return False
        found = _lookup(cls, name)
        if isinstance(found, property) and self._kind(cls) is Kind.INSTANCE:
            # The setter's own code says what it does.
            return getattr(found.fset, "__module__", None) not in self.own_modules
        return True

    def _find_attribute(self, cls: type, name: str) -> int | type:
        how = self._attributes[cls, name] = self._classify(cls, name)
        return how

    def _classify(self, cls: type, name: str) -> int | type:
        kind = self._kind(cls)
        if kind is Kind.PLAIN or self._is_local(cls) or name in ("__dict__", "__class__"):
            return NOTHING
        for owner in cls.__mro__ or ():
            if name in vars(owner):
                found = vars(owner)[name]
                break
        else:
            return NOTHING if kind is Kind.CONTAINER and cls.__module__ == "builtins" else OWN
        if isinstance(found, (FunctionType, staticmethod, classmethod, type)):
            return NOTHING
        if isinstance(found, property):
            if owner.__module__ in self._library_modules:
                return WHOLE
            return NOTHING
        if isinstance(found, functools.cached_property):
            return OWN
        slot = type(found).__name__
        if slot == "member_descriptor":
            return OWN
        if hasattr(type(found), "__get__"):
            return NOTHING
        return owner

    def _is_local(self, cls: type) -> bool:
        return issubclass(cls, self.library.threading.local)

    def _read_global(self, module: ModuleType, name: str) -> None:
        if module.__name__ in self.own_modules:
            value = vars(module).get(name)
            if not isinstance(value, (FunctionType, type, ModuleType)):
                number = self.scheduler.keep(module)
                self._point("read", ((number, name, False),), module, name)

    def _read_class(self, cls: type, name: str) -> None:
        if cls.__module__ not in self.own_modules:
            return
        for owner in cls.__mro__ or ():
            if name in vars(owner):
                if not hasattr(type(vars(owner)[name]), "__get__"):
                    number = self.scheduler.keep(owner)
                    self._point("read", ((number, name, False),), cls, name)
                return

    def _note_dict(self, subject: Any) -> None:
        namespace = getattr(subject, "__dict__", None)
        if type(namespace) is dict:
            self.scheduler.keep(namespace)
            self._behind[id(namespace)] = (self.scheduler.keep(subject),)

    # ------------------------------------------------------------------ variables

    def look(self, cell: object, name: str) -> None:
        """Announce that a variable which threads share is read next."""
        scheduler = self.scheduler
        if scheduler.alone:
            return
        operation = self._reads.get((id(cell), name))
        if operation is None:
            accesses = ((scheduler.keep(cell), name, False),)
            operation = self._reads[id(cell), name] = Operation("read", accesses, cell, name)
        scheduler.point(operation)

    def rebind(self, cell: object, name: str, value: Any) -> Any:
        """Announce that a variable which threads share is bound to `value` next."""
        scheduler = self.scheduler
        if scheduler.alone:
            return value
        operation = self._writes.get((id(cell), name))
        if operation is None:
            accesses = ((scheduler.keep(cell), name, True),)
            operation = self._writes[id(cell), name] = Operation("write", accesses, cell, name)
        scheduler.point(operation)
        scheduler.changed()
        return value

    # ------------------------------------------------------------------ items

    def getitem(self, subject: Any, index: Any) -> Any:
        """`subject[index]`."""
        if not self.scheduler.alone:
            cls = type(subject)
            if self._kind(cls) is Kind.CONTAINER:
                accesses = self._item(subject, index, issubclass(cls, defaultdict))
                self._point("read", accesses, subject, f"[{index!r}]")
        return subject[index]

    def setting(self, subject: Any, index: Any) -> Any:
        """Announce that `subject[index]` is bound or deleted next."""
        if not self.scheduler.alone:
            cls = type(subject)
            if self._kind(cls) is Kind.CONTAINER:
                self._point("write", self._item(subject, index, True), subject, f"[{index!r}]")
        return index

    def deleting(self, subject: Any, index: Any) -> Any:
        """Announce that `subject[index]` is deleted next, which moves the items after it."""
        if type(subject) is not list:
            return self.setting(subject, index)
        if not self.scheduler.alone:
            accesses = ((self.scheduler.keep(subject), None, True),)
            self._point("write", accesses, subject, f"[{index!r}]")
        return index

    def _item(self, subject: Any, index: Any, write: bool) -> tuple[Access, ...]:
        number = self.scheduler.keep(subject)
        behind = self._behind.get(id(subject))
        if behind is not None:
            if isinstance(index, str):
                if write and index not in self.written and not self._everything_written:
                    self._discover(index)
                return tuple((base, index, write) for base in behind)
            return tuple((base, None, write) for base in behind)
        if type(subject) is list and type(index) is int and index >= 0:
            return ((number, index, write),)
        return ((number, None, write),)

    # ------------------------------------------------------------------ whole objects

    def value(self, subject: Any) -> Any:
        """Announce that `subject` is looked into as a whole: by a test, an operator, unpacking."""
        cls = type(subject)
        if (cls in PLAIN and cls is not tuple) or self.scheduler.alone:
            return subject
        accesses = self._looking(subject, cls)
        if accesses:
            self._point("read", accesses, subject, "")
        return subject

    def both(self, left: Any, right: Any) -> Any:
        """Announce that two operands are looked into next. Returns the right one."""
        if self.scheduler.alone:
            return right
        lefts, rights = self._looking(left, type(left)), self._looking(right, type(right))
        if lefts or rights:
            # Of `item in self.items`, it is the container that is looked into.
            self._point("read", lefts + rights, left if lefts else right, "")
        return right

    def _looking(self, subject: Any, cls: type) -> tuple[Access, ...]:
        if cls in PLAIN and cls is not tuple and cls is not frozenset:
            return ()
        kind = self._kind(cls)
        if kind is Kind.CONTAINER or cls is tuple or cls is frozenset:
            return self._throughout(subject, {})
        if id(subject) in self._behind:
            return self._inside(subject, False)
        if kind is Kind.INSTANCE and hasattr(cls, "__dataclass_fields__"):
            # Compared and shown by code that dataclasses made.
            return ((self.scheduler.keep(subject), None, False),)
        return ()

    def _throughout(self, subject: Any, seen: dict[int, Any]) -> tuple[Access, ...]:
        """Looking into a container and all containers in it."""
        if id(subject) in seen:
            return ()
        seen[id(subject)] = subject
        cls = type(subject)
        accesses: tuple[Access, ...] = ()
        if cls not in PLAIN:
            accesses = self._inside(subject, False)
        items: Any = ()
        if isinstance(subject, (list, tuple, frozenset, deque)):
            items = subject
        elif isinstance(subject, dict):
            items = subject.values()
        for item in items:
            inner = type(item)
            if inner is tuple or (inner not in PLAIN and self._kind(inner) is Kind.CONTAINER):
                accesses += self._throughout(item, seen)
        return accesses

    def inplace(self, target: Any, operand: Any) -> Any:
        """Announce `target += operand`, which changes a container where it is."""
        if self.scheduler.alone:
            return operand
        cls = type(target)
        accesses: tuple[Access, ...] = ()
        if cls not in PLAIN:
            if self._kind(cls) is Kind.CONTAINER:
                accesses = self._inside(target, True)
            else:
                accesses = self._looking(target, cls)
        if type(operand) not in PLAIN:
            accesses += self._looking(operand, type(operand))
        if accesses:
            self._point("write", accesses, target, "")
        return operand

    def each(self, iterable: Any, cell: object = None, name: str = "") -> Iterator[Any]:
        """An iterator over `iterable` that announces each step, and what it is bound to."""
        cls = type(iterable)
        if cls not in PLAIN and self._kind(cls) is Kind.CONTAINER and not self.scheduler.alone:
            self._point("read", self._inside(iterable, False), iterable, "")
        iterator = iter(iterable)
        accesses: tuple[Access, ...] = ()
        if cls not in PLAIN:
            if self._kind(cls) is Kind.CONTAINER:
                accesses = self._inside(iterable, False)
            elif self._kind(type(iterator)) is Kind.FOREIGN:
                accesses = self._inside(iterator, True)
        if cell is None and cls in PLAIN:
            return iterator  # type: ignore[no-any-return]
        return self._steps(iterator, iterable, accesses, cell, name)

    def delegate(self, iterable: Any) -> Any:
        """What `yield from iterable` takes its items from; a generator has hooks of its own."""
        if type(iterable) in PLAIN or self._kind(type(iterable)) is not Kind.CONTAINER:
            return iterable
        return self.each(iterable)

    def _steps(
        self,
        iterator: Iterator[Any],
        iterable: Any,
        accesses: tuple[Access, ...],
        cell: object,
        name: str,
    ) -> Iterator[Any]:
        while True:
            if accesses and not self.scheduler.alone:
                self._point("read", accesses, iterable, "next")
            try:
                item = self._inside_call(accesses, next, iterator)
            except StopIteration:
                return
            if cell is not None:
                self.rebind(cell, name, None)
            yield item

    # ------------------------------------------------------------------ calls

    def call(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """`function(*args, **kwargs)`."""
        if self.scheduler.alone and not (
            function is setattr or function is delattr or function is vars
        ):
            result = function(*args, **kwargs)
            if type(result) not in PLAIN:
                # Other threads may come to look through it.
                self._note_result(function, args, result)
            return result
        cls = type(function)
        plain = function
        if cls is MethodType:
            plain = function.__func__
            cls = type(plain)
        if cls is FunctionType and self._is_ours(plain):
            if plain.__module__ == "logging":
                # A record goes through handlers that all loggers may share, and bears the name of
                # the thread.
                name = (self.scheduler.keep(self.scheduler.current.thread), "name", False)
                self._point("call", (("logging", None, True), name), function, plain.__name__)
            return function(*args, **kwargs)
        special = _SPECIAL.get(function) if cls is BuiltinFunctionType or function is vars else None
        if special is not None:
            return special(self, function, *args, **kwargs)
        if cls is functools.partial:
            keywords = {**function.keywords, **kwargs}
            return self.call(function.func, *function.args, *args, **keywords)
        accesses = self._effect(function, args, kwargs)
        if accesses:
            kind = "call" if writes(accesses) else "read"
            subject, label = function, ""
            if self.scheduler.observer is not None:
                subject = self._looked_at(function, args)
                label = _call_name(function) if kind == "call" else ""
            self._point(kind, accesses, subject, label)
            result = self._inside_call(accesses, function, *args, **kwargs)
        else:
            result = function(*args, **kwargs)
        if type(result) not in PLAIN:
            self._note_result(function, args, result)
        return result

    def _inside_call(
        self, accesses: tuple[Access, ...], function: Any, /, *args: Any, **kwargs: Any
    ) -> Any:
        """Call code that is not ours, and may call back ours, in between what it does itself."""
        calls = self.scheduler.current.foreign
        if calls:
            around = calls[-1]
            accesses = around + tuple(access for access in accesses if access not in around)
        calls.append(accesses)
        try:
            return function(*args, **kwargs)
        finally:
            calls.pop()

    def _looked_at(self, function: Any, args: tuple[Any, ...]) -> Any:
        """What a call is about, for whoever tells of it: a method's object, or a container."""
        owner = getattr(function, "__self__", None)
        if owner is not None and not isinstance(owner, (ModuleType, type)):
            return owner
        for value in args:
            if self._kind(type(value)) is Kind.CONTAINER:
                return value
        return function

    def _is_ours(self, function: FunctionType) -> bool:
        while True:
            names = function.__globals__
            if "@call" in names or VIRTUAL_MARK in names or hasattr(function, "__covered__"):
                return True
            inner = getattr(function, "__wrapped__", None)
            if type(inner) is not FunctionType:
                return False
            function = inner

    def _effect(
        self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Access, ...]:
        values = (*args, *kwargs.values()) if kwargs else args
        owner = getattr(function, "__self__", None)
        if owner is not None and not isinstance(owner, (ModuleType, type)):
            return self._method_effect(function, owner, values)
        if isinstance(function, type):
            kind = self._kind(function) if function not in PLAIN else Kind.PLAIN
            if function.__module__ in self.own_modules or kind is Kind.PRIMITIVE:
                return ()
            return self._arguments(values, False)
        if function is print and kwargs.get("file") is not None:
            return self._arguments(args, False) + self._inside(kwargs["file"], True)
        if id(function) in LOOKING_BUILTINS:
            return self._arguments(values, False)
        module = str(getattr(function, "__module__", "") or "").partition(".")[0]
        name = getattr(function, "__name__", "")
        if module in LOOKING_MODULES and name not in CHANGING_FUNCTIONS:
            return self._arguments(values, False)
        if self._kind(type(function)) in (Kind.INSTANCE, Kind.PRIMITIVE):
            # An object with a `__call__` of its own.
            return ()
        return self._arguments((function, *values), True)

    def _method_effect(
        self, function: Any, owner: Any, values: tuple[Any, ...]
    ) -> tuple[Access, ...]:
        cls = type(owner)
        if cls in PLAIN:
            return self._arguments(values, False)
        kind = self._kind(cls)
        if kind is Kind.CONTAINER:
            looking = function.__name__ in LOOKING_METHODS
            own = self._inside(owner, not looking)
            return own + self._arguments(values, False)
        if kind is Kind.FOREIGN:
            return self._inside(owner, True) + self._arguments(values, True)
        if kind is Kind.INSTANCE:
            # A method that the class has from outside.
            if not self._everything_written:
                self._discover(None)
            return ((self.scheduler.keep(owner), None, True), *self._arguments(values, True))
        return ()

    def _note_result(self, function: Any, args: tuple[Any, ...], result: Any) -> None:
        """Views and iterators look into what they were made from."""
        if self._kind(type(result)) is not Kind.FOREIGN:
            return
        behind: list[int] = []
        owner = getattr(function, "__self__", None)
        for value in (owner, *args):
            cls = type(value)
            if value is result or cls in PLAIN:
                continue
            kind = self._kind(cls)
            if kind is Kind.CONTAINER:
                behind.append(self.scheduler.keep(value))
            elif kind is Kind.FOREIGN and id(value) in self._behind:
                behind.extend(self._behind[id(value)])
        if behind:
            self.scheduler.keep(result)
            self._behind[id(result)] = tuple(behind)

    # ------------------------------------------------------------------ reflection

    def call_getattr(self, function: Any, subject: Any, name: str, *default: Any) -> Any:
        """`getattr` and `hasattr`."""
        if isinstance(name, str):
            self.read(subject, name)
        return function(subject, name, *default)

    def call_setattr(self, function: Any, subject: Any, name: str, *value: Any) -> Any:
        """`setattr` and `delattr`."""
        if isinstance(name, str):
            self.write(subject, name)
        return function(subject, name, *value)

    def call_vars(self, function: Any, *subject: Any) -> Any:
        """`vars(subject)`."""
        if subject:
            if isinstance(subject[0], _CODE):
                # What is done to it goes past the hooks.
                self.assigned_to_code = True
            self._note_dict(subject[0])
        return function(*subject)

    def call_next(self, function: Any, iterator: Any, *default: Any) -> Any:
        """`next(iterator)`."""
        if self._kind(type(iterator)) is Kind.FOREIGN:
            accesses = self._inside(iterator, True)
            self._point("call", accesses, iterator, "next")
            return self._inside_call(accesses, function, iterator, *default)
        return function(iterator, *default)


_SPECIAL: Final[dict[Any, Callable[..., Any]]] = {
    getattr: Accesses.call_getattr,
    hasattr: Accesses.call_getattr,
    setattr: Accesses.call_setattr,
    delattr: Accesses.call_setattr,
    vars: Accesses.call_vars,
    next: Accesses.call_next,
}


def _lookup(cls: type, name: str) -> Any:
    for owner in cls.__mro__ or ():
        if name in vars(owner):
            return vars(owner)[name]
    return None


def _call_name(function: Any) -> str:
    return str(getattr(function, "__name__", type(function).__name__))
