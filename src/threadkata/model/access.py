"""The hooks that instrumented code calls: they find the place that is touched, and announce it."""

from __future__ import annotations

import builtins
import contextlib
import enum
import functools
import gc
import itertools
import operator
import sys
import types
import weakref
from collections import UserDict, UserList, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from types import BuiltinFunctionType, FrameType, FunctionType, MethodType, ModuleType
from typing import Any, Final, final

from threadkata.model.instrument import OPERATIONS, instrumented_text
from threadkata.model.kinds import (
    ATOMS,
    CHANGING_FUNCTIONS,
    CHANGING_MODULES,
    LOOKING_METHODS,
    LOOKING_MODULES,
    OPENING_MODULES,
    OUTSIDE_MODULES,
    PLAIN,
    Depth,
    Kind,
    kind_of_type,
)
from threadkata.model.matching import (
    class_matcher,
    is_mapping,
    is_sequence,
    key_matcher,
    parts_of_sequence,
)
from threadkata.model.operation import Access, Operation, writes
from threadkata.model.output import Output
from threadkata.model.primitives import started_elsewhere, virtual_thread
from threadkata.model.reach import OUTSIDE, Reach, is_native, is_only_calling
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
        # Of other modules.
        "alive", "closed", "parents",
    }
)  # fmt: skip

#: Objects that outlast a run if their module does.
_CODE: Final = (type, ModuleType, FunctionType)

#: How an attribute is read from the objects of a class: nothing shared is read ...
NOTHING: Final = 0
#: ... or the object itself ...
OWN: Final = 1
#: ... or the whole object, by code of the library ...
WHOLE: Final = 2
#: ... or it is computed when it is read first, and kept ...
CACHED: Final = 3
#: ... or the object is a module, a class or a function, whose attributes hardly ever change.
CODE: Final = 4

#: Attributes that give out what an object is made of.
_ALIASES: Final = frozenset({"__dict__", "queue"})
#: Of objects that stand for another one: as whose attributes those count.
_PROXIES: Final = (weakref.ProxyType, weakref.CallableProxyType)
#: Attributes of a function that are read by calling it.
_FUNCTION_PARTS: Final = frozenset({"__code__", "__defaults__", "__kwdefaults__"})
#: Special methods that get the name of an attribute.
_REFLECTING: Final = frozenset(
    {"__setattr__", "__delattr__", "__getattribute__", "__set__", "__delete__", "__get__"}
)
#: How those of the built-in classes come: bound, or not.
_SLOTS: Final = (types.MethodWrapperType, types.WrapperDescriptorType)
#: Context managers that run code of the program, which has hooks of its own.
_RUNS_OURS: Final = (
    contextlib._GeneratorContextManager,
    contextlib._AsyncGeneratorContextManager,
)
#: Context managers that change what `print` writes to.
_REDIRECTING: Final = (contextlib.redirect_stdout, contextlib.redirect_stderr)
#: Modules whose context managers have to do with no other thread.
_BYSTANDERS: Final = frozenset({"_pytest.raises", "_pytest.python_api", "unittest.case"})
#: Containers that call nothing of their own class.
_PLAIN_CONTAINERS: Final = frozenset({list, dict, bytearray, deque})
#: The operations that look for something in a container.
_CONTAINS: Final = (OPERATIONS["@in"], OPERATIONS["@not in"])
#: What is done to a value in a formatted text before it is formatted.
_CONVERSIONS: Final[dict[int, Callable[[Any], Any]]] = {
    ord("s"): str,
    ord("r"): repr,
    ord("a"): ascii,
}


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
        globals_reached: whether variables of modules are written behind the back of those.
        reach: goes through what is given to code that is not ours.
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
        self._natives: dict[type, bool] = {}
        self._attributes: dict[tuple[type, str], int | tuple[type, ...]] = {}
        self._own_writes: dict[tuple[type, str], bool] = {}
        self.reach = Reach(
            self._kind, self._inside, self._is_ours, self._is_native, self._is_shared
        )
        self._linked: Any = None
        self._shared_globals: dict[str, frozenset[str]] = {}
        self.begin_exploration(())
        self.begin_run()

    def begin_run(self) -> None:
        """Forget the last run."""
        if self.assigned_to_code or len(self._attributes) > 2_000:
            self._kinds = dict.fromkeys(PLAIN, Kind.PLAIN)
            self._natives.clear()
            self._attributes.clear()
            self._own_writes.clear()
        self.assigned_to_code = False
        # For what an object is made of (its `__dict__`), by identity: that object. Both are kept as
        # long as the run lasts.
        self._behind: dict[int, object] = {}
        # Who has been the first to run a generator.
        self._runners: dict[int, object] = {}
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
            "@setitem": self.setitem,
            "@delitem": self.delitem,
            "@call": self.call,
            "@value": self.value,
            "@unpack": self.unpack,
            "@binary": self.binary,
            "@link": self.link,
            "@linked": self.linked,
            "@unary": self.unary,
            "@format": self.format,
            "@inplace": self.inplace,
            "@match_length": self.match_length,
            "@match_item": self.match_item,
            "@match_items": self.match_items,
            "@match_mapping": self.match_mapping,
            "@match_keys": self.match_keys,
            "@match_rest": self.match_rest,
            "@match_class": self.match_class,
            "@manager": self.manager,
            "@text": self.text,
            "@names": self.names,
            "@space": self.space,
            "@globals": globals,
            "@binding": self.binding,
            "@decorator": self.decorator,
            "@returned": self.returned,
            "@yielded": self.yielded,
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
            **OPERATIONS,
        }

    def begin_exploration(self, stored_names: Iterable[str]) -> None:
        """Forget what was found out about another program.

        Arguments:
            stored_names: names of attributes that the program's source assigns to, beside those
                that objects are only made with.
        """
        self.written = {*LIBRARY_STATE, *stored_names}
        self._everything_written = False
        # Likewise for attributes of modules, classes and functions.
        self._code_written: set[str] = set()
        self._code_everything = self._functions_change = False
        self._attributes.clear()
        # Whether objects come to be of another class, or to have another `__dict__`.
        self._classes_change = self._dicts_change = False
        self._generators_shared = False
        self.globals_reached = False
        self.scheduler.lives_watched = self.scheduler.futures_watched = False

    def announce_everything(self) -> None:
        """Let every attribute be announced, whether it is known to be written or not."""
        self._everything_written = self._code_everything = True

    def note_module(self, module: ModuleType, shared: frozenset[str]) -> None:
        """Note that a module of the program has been loaded.

        Arguments:
            module: the module.
            shared: those of its variables that are announced.
        """
        self._behind[id(vars(module))] = module
        self._shared_globals[module.__name__] = shared

    def _discover(self, name: str | None) -> None:
        """An attribute is written that was not known to be: begin the exploration again.

        Reading it has gone unannounced so far, in this run and in earlier ones.
        """
        if name is None:
            self._everything_written = True
        else:
            self.written.add(name)
        self.scheduler.begin_again()

    def _is_code_written(self, name: str) -> bool:
        return name in self._code_written or self._code_everything

    def _discover_code(self, name: str) -> None:
        """The same for an attribute of a module, a class or a function."""
        self.written.add(name)
        self._code_written.add(name)
        self._functions_change |= name in _FUNCTION_PARTS
        self._attributes.clear()
        self.scheduler.begin_again()

    def _reach_globals(self, module: ModuleType, name: str | None) -> None:
        """Note that a variable of a module is written from elsewhere than its own functions."""
        if name is not None and not self._is_code_written(name):
            self._discover_code(name)
        shared = self._shared_globals.get(module.__name__)
        if shared is not None and name not in shared and not self.globals_reached:
            self.globals_reached = True
            self.scheduler.begin_again()

    def _is_shared(self, generator: object) -> bool:
        """Whether more than one thread may run a generator; the current one is about to."""
        if not self._generators_shared:
            self.scheduler.keep(generator)
            current = self.scheduler.current
            if self._runners.setdefault(id(generator), current) is not current:
                self._generators_shared = True
                self.scheduler.begin_again()
        return self._generators_shared

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

    def _is_native(self, cls: type) -> bool:
        native = self._natives.get(cls)
        if native is None:
            native = is_native(cls, self.own_modules, self._library_modules)
            self._natives[cls] = native
        return native

    def _inside(self, subject: object, write: bool) -> tuple[Access, ...]:
        """Looking into an object, or changing it, as a whole."""
        owner = self._behind.get(id(subject))
        if owner is not None:
            subject = owner
            if write:
                self._written_behind(owner, None)
        elif write and not self._everything_written:
            if self._kind(type(subject)) is Kind.INSTANCE:
                self._discover(None)
        return ((self.scheduler.keep(subject), None, write),)

    def _written_behind(self, owner: object, name: str | None) -> None:
        """What `owner` is made of is changed through another object, its `__dict__` for example."""
        if isinstance(owner, ModuleType):
            self._reach_globals(owner, name)
        elif self._kind(type(owner)) is Kind.INSTANCE and not self._everything_written:
            if name not in self.written:
                self._discover(name)

    def _arguments(self, values: Iterable[Any], depth: Depth) -> tuple[Access, ...]:
        """What a call into code that is not ours does to the objects it is given."""
        for value in values:
            if type(value) not in ATOMS:
                return self.reach.of(values, depth)
        return ()

    # ------------------------------------------------------------------ attributes

    def read(self, subject: Any, name: str) -> Any:
        """Announce that the attribute `name` of `subject` is read next."""
        scheduler = self.scheduler
        if scheduler.alone:
            if name in _ALIASES:
                self._note_alias(subject, name)
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
        if name in _ALIASES:
            self._note_alias(subject, name)
        if how == NOTHING:
            return subject
        if how == CODE:
            self._read_code(subject, name)
            return subject
        accesses = self._attribute(subject, name, False)
        if how == WHOLE:
            accesses = ((accesses[0][0], None, False), *accesses[1:], *self._looking(subject))
            if name in ("ident", "native_id"):
                virtual = virtual_thread(scheduler, subject)
                if virtual is None or started_elsewhere(scheduler, virtual):
                    scheduler.watch_lives()
            scheduler.point(Operation("read", accesses, subject, name))
            return subject
        if type(how) is tuple:
            accesses += tuple((scheduler.keep(owner), name, False) for owner in how)
        operation = Operation("read", accesses, subject, name)
        if not self._dicts_change and how != CACHED:
            self._reads[id(subject), name] = operation
        scheduler.point(operation)
        if how == CACHED:
            self._compute(subject, name)
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
        cls = type(subject)
        is_code = issubclass(cls, _CODE)
        if is_code or issubclass(cls, enum.Enum):
            self.assigned_to_code = True
        elif name == "__dict__" and not self._dicts_change:
            # From now on objects are known by what they have for a `__dict__`.
            self._dicts_change = self._everything_written = True
            scheduler.begin_again()
        if scheduler.alone:
            return subject
        is_own = self._own_writes.get((cls, name))
        if is_own is None:
            is_own = self._own_writes[cls, name] = self._is_own_write(cls, name)
        if not is_own:
            return subject
        if is_code:
            if not self._is_code_written(name):
                self._discover_code(name)
            if isinstance(subject, ModuleType):
                self._reach_globals(subject, name)
        elif name == "__class__" and not self._classes_change:
            self._classes_change = self._everything_written = True
            scheduler.begin_again()
        elif name not in self.written and not self._everything_written:
            self._discover(name)
        if cls in _PROXIES:
            self.write(_referent(subject), name)
            return subject
        accesses = self._attribute(subject, name, True)
        if name in ("__class__", "__dict__"):
            accesses = ((accesses[0][0], None, True), *accesses)
        operation = Operation("write", accesses, subject, name)
        if not self._dicts_change:
            self._writes[id(subject), name] = operation
        scheduler.point(operation)
        scheduler.changed()
        return subject

    def _attribute(self, subject: Any, name: str, write: bool) -> tuple[Access, ...]:
        keep = self.scheduler.keep
        if self._dicts_change:
            namespace = _dict_of(subject)
            if namespace is not None:
                return (
                    (keep(namespace), name, write),
                    (keep(subject), "__dict__", write and name == "__dict__"),
                )
        return ((keep(subject), name, write),)

    def _is_own_write(self, cls: type, name: str) -> bool:
        """Whether to bind an attribute is an access of its own."""
        if self._is_local(cls):
            return False
        found = _lookup(cls, name)
        if isinstance(found, property) and self._kind(cls) is Kind.INSTANCE:
            # The setter's own code says what it does.
            return type(found.fset) is not FunctionType or not self._is_ours(found.fset)
        return True

    def _find_attribute(self, cls: type, name: str) -> int | tuple[type, ...]:
        how: int | tuple[type, ...] = self._classify(cls, name)
        if how in (NOTHING, OWN) and self._is_code_written(name):
            # It may be, or come to be, an attribute of the class.
            how = _changeable(cls.__mro__ or ())
        self._attributes[cls, name] = how
        return how

    def _classify(self, cls: type, name: str) -> int:
        if issubclass(cls, (*_CODE, MethodType, super, *_PROXIES)):
            return CODE
        kind = self._kind(cls)
        if kind is Kind.PLAIN and not cls.__dictoffset__:
            return NOTHING
        if self._is_local(cls) or name == "__dict__":
            return NOTHING
        if name == "__class__":
            return OWN if self._classes_change else NOTHING
        found, owner = _found(cls, name)
        if owner is None:
            return NOTHING if kind is Kind.CONTAINER and cls.__module__ == "builtins" else OWN
        if isinstance(found, property):
            if owner.__module__ in self._library_modules:
                return WHOLE
            is_ours = type(found.fget) is FunctionType and self._is_ours(found.fget)
            return NOTHING if is_ours else WHOLE
        if isinstance(found, functools.cached_property):
            return CACHED
        if kind is Kind.PRIMITIVE or kind is Kind.CONTAINER:
            if isinstance(found, (FunctionType, types.MethodDescriptorType)):
                return NOTHING
        if isinstance(found, (types.MemberDescriptorType, types.GetSetDescriptorType)):
            return OWN
        if hasattr(type(found), "__set__") and type(found).__module__ in self.own_modules:
            # A descriptor that goes before the object's own attributes, with hooks of its own.
            return NOTHING
        return OWN

    def _is_local(self, cls: type) -> bool:
        return issubclass(cls, self.library.threading.local)

    def _read_code(self, subject: Any, name: str) -> None:
        """Announce that an attribute of a module, a class or a function is read."""
        cls = type(subject)
        if cls in _PROXIES:
            self.read(_referent(subject), name)
            return
        if not self._is_code_written(name):
            return
        owners: tuple[Any, ...]
        if cls is MethodType:
            owners = (subject.__func__,)
        elif cls is super:
            this = subject.__self__
            owner: Any = this if issubclass(type(this), type) else type(this)
            mro = owner.__mro__ or ()
            behind = mro.index(subject.__thisclass__) + 1 if mro else 0
            owners = _changeable(mro[behind:])
        elif issubclass(cls, type):
            mro = subject.__mro__ or ()
            owners = _changeable((*mro, *type(subject).__mro__))
        else:
            owners = (subject,)
        accesses = tuple((self.scheduler.keep(owner), name, False) for owner in owners)
        if accesses:
            self._point("read", accesses, subject, name)

    def _note_alias(self, subject: Any, name: str) -> None:
        """Note which object it is whose `__dict__`, or whose container, is given out."""
        inner: Any = None
        if name != "__dict__":
            if self._kind(type(subject)) is Kind.PRIMITIVE:
                inner = vars(subject).get(name)
        elif issubclass(type(subject), type):
            inner = gc.get_referents(subject.__dict__)[0]
        elif not self._dicts_change:
            inner = _dict_of(subject)
        if type(inner) in (dict, deque, list):
            self.scheduler.keep(inner)
            self.scheduler.keep(subject)
            self._behind[id(inner)] = subject

    def _compute(self, subject: Any, name: str) -> None:
        """What `functools.cached_property` does, in its steps."""
        namespace = _dict_of(subject)
        if namespace is None or name in namespace:
            return
        value = _lookup(type(subject), name).func(subject)
        self._point("write", self._attribute(subject, name, True), subject, name)
        namespace[name] = value

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
        cls = type(subject)
        if cls not in ATOMS and not self.scheduler.alone:
            kind = self._kind(cls)
            if kind is Kind.CONTAINER:
                accesses = self._item(subject, index, issubclass(cls, defaultdict))
                self._point("read", accesses, subject, f"[{_shown(index)}]")
                if type(index) not in ATOMS or cls not in _PLAIN_CONTAINERS:
                    return self._inside_call(accesses, operator.getitem, subject, index)
            elif kind is not Kind.PLAIN:
                accesses = self._looking(subject)
                if accesses:
                    self._point("read", accesses, subject, f"[{_shown(index)}]")
                    return self._inside_call(accesses, operator.getitem, subject, index)
        return subject[index]

    def setitem(self, value: Any, subject: Any, index: Any) -> None:
        """`subject[index] = value`."""
        cls = type(subject)
        if not self.scheduler.alone:
            kind = self._kind(cls)
            if kind is Kind.CONTAINER:
                accesses = self._item(subject, index, True)
                if type(index) is slice:
                    accesses += self._looking(value)
                self._point("write", accesses, subject, f"[{_shown(index)}]")
                if type(index) not in ATOMS or type(index) is slice:
                    self._inside_call(accesses, operator.setitem, subject, index, value)
                    return
            elif kind is not Kind.PLAIN:
                accesses = self._arguments((subject,), Depth.CHANGES)
                if accesses:
                    self._point("write", accesses, subject, f"[{_shown(index)}]")
                    self._inside_call(accesses, operator.setitem, subject, index, value)
                    return
        subject[index] = value

    def delitem(self, subject: Any, index: Any) -> None:
        """`del subject[index]`."""
        if not self.scheduler.alone:
            kind = self._kind(type(subject))
            if kind is not Kind.PLAIN:
                if kind is Kind.CONTAINER and type(subject) is not list:
                    accesses = self._item(subject, index, True)
                elif kind is Kind.CONTAINER:
                    # It moves the items behind it.
                    accesses = self._inside(subject, True)
                else:
                    accesses = self._arguments((subject,), Depth.CHANGES)
                if accesses:
                    self._point("write", accesses, subject, f"[{_shown(index)}]")
                    self._inside_call(accesses, operator.delitem, subject, index)
                    return
        del subject[index]

    def _item(self, subject: Any, index: Any, write: bool) -> tuple[Access, ...]:
        owner = self._behind.get(id(subject))
        if owner is not None:
            if type(index) is str:
                if write:
                    self._written_behind(owner, index)
                return ((self.scheduler.keep(owner), index, write),)
            return self._inside(subject, write)
        if type(subject) is list:
            if type(index) is int and index >= 0:
                return ((self.scheduler.keep(subject), index, write),)
        elif issubclass(type(subject), (memoryview, UserDict, UserList)):
            return self._arguments((subject,), Depth.CHANGES if write else Depth.LOOKS)
        elif (
            write and issubclass(type(subject), defaultdict) and subject.default_factory is not None
        ):
            return self._inside(subject, True) + self._looking(subject.default_factory)
        return ((self.scheduler.keep(subject), None, write),)

    # ------------------------------------------------------------------ whole objects

    def value(self, subject: Any) -> Any:
        """Announce that `subject` is looked into as a whole: by a test, for example."""
        if type(subject) in ATOMS or self.scheduler.alone:
            return subject
        accesses = self._looking(subject)
        if accesses:
            self._point("read", accesses, subject, "")
        return subject

    def unpack(self, subject: Any, count: int) -> Any:
        """Something that has the items of `subject`, announced.

        Arguments:
            subject: what is unpacked.
            count: how many items there should be; no more than one more is taken. All if negative.
        """
        cls = type(subject)
        if cls is tuple or cls in ATOMS or self.scheduler.alone:
            return subject
        kind = self._kind(cls)
        if kind is Kind.CONTAINER:
            self._point("read", self._inside(subject, False), subject, "")
            return subject
        accesses = self._looking(subject)
        if not accesses:
            return subject
        self._point("read", accesses, subject, "")
        if not hasattr(cls, "__next__"):
            return subject
        return self._inside_call(accesses, _taken, subject, count)

    def binary(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """An operation with two operands that are looked into."""
        if (type(left) in ATOMS and type(right) in ATOMS) or self.scheduler.alone:
            return operation(left, right)
        accesses = self._looking(left)
        subject = left if accesses else right
        if operation in _CONTAINS and type(left) in ATOMS:
            # Of what is in the container, nothing is looked into.
            accesses += self._looking_shallowly(right)
        else:
            accesses += self._looking(right)
        if not accesses:
            return operation(left, right)
        self._point("read", accesses, subject, "")
        return self._inside_call(accesses, operation, left, right)

    def link(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """A comparison in a chain, such as `a < b` in `a < b < c`."""
        result = self.binary(operation, left, right)
        self._linked = right
        return result

    def linked(self) -> Any:
        """The right operand of the last comparison in a chain."""
        right, self._linked = self._linked, None
        return right

    def unary(self, operation: Callable[[Any], Any], operand: Any) -> Any:
        """An operation with one operand that is looked into."""
        return self._watched(operation, operand)

    def format(self, subject: Any, conversion: int, spec: str) -> str:
        """A value in a formatted text."""
        convert = _CONVERSIONS.get(conversion)
        if convert is None:
            return str(self._watched(lambda value: format(value, spec), subject))
        return str(self._watched(lambda value: format(convert(value), spec), subject))

    def _watched(self, operation: Callable[[Any], Any], operand: Any) -> Any:
        if type(operand) in ATOMS or self.scheduler.alone:
            return operation(operand)
        accesses = self._looking(operand)
        if not accesses:
            return operation(operand)
        self._point("read", accesses, operand, "")
        return self._inside_call(accesses, operation, operand)

    def _looking(self, subject: Any) -> tuple[Access, ...]:
        """Looking into an object and what is in it."""
        if type(subject) in ATOMS:
            return ()
        return self.reach.of((subject,), Depth.LOOKS)

    def _looking_shallowly(self, subject: Any) -> tuple[Access, ...]:
        cls = type(subject)
        if cls is tuple:
            return ()
        if cls in _PLAIN_CONTAINERS or cls is set:
            return self._inside(subject, False)
        return self._looking(subject)

    def inplace(self, operation: Callable[[Any, Any], Any], target: Any, operand: Any) -> Any:
        """`target += operand`, which changes a container where it is."""
        if (type(target) in ATOMS and type(operand) in ATOMS) or self.scheduler.alone:
            return operation(target, operand)
        accesses = self._arguments((target,), Depth.CHANGES) + self._looking(operand)
        if not accesses:
            return operation(target, operand)
        self._point("write", accesses, target, "")
        return self._inside_call(accesses, operation, target, operand)

    def each(self, iterable: Any, cell: object = None, name: str = "", shape: Any = None) -> Any:
        """An iterator over `iterable` that announces each step, and what it is bound to.

        Arguments:
            iterable: where the items come from.
            cell: where the variable belongs that an item is bound to, if it is shared.
            name: its name.
            shape: how an item is unpacked, if it is unpacked right away.
        """
        cls = type(iterable)
        if cls in PLAIN:
            iterator = iter(iterable)
            if cell is None and shape is None:
                return iterator
            return self._steps(iterator, iterable, None, cell, name, shape)
        is_container = self._kind(cls) is Kind.CONTAINER
        if is_container and not self.scheduler.alone:
            self._point("read", self._inside(iterable, False), iterable, "")
        iterator = iter(iterable)
        through: Any = None
        if is_container:
            through = iterable
        elif self._kind(type(iterator)) is Kind.FOREIGN:
            through = iterator
        return self._steps(iterator, iterable, through, cell, name, shape)

    def delegate(self, iterable: Any) -> Any:
        """What `yield from iterable` takes its items from; a generator has hooks of its own."""
        cls = type(iterable)
        if cls in PLAIN or self._kind(cls) in (Kind.INSTANCE, Kind.PRIMITIVE):
            return iterable
        if cls is not types.GeneratorType:
            return self.each(iterable)
        return self._delegated(iterable) if self._is_shared(iterable) else iterable

    def _delegated(self, generator: Any) -> Any:
        """What `yield from generator` does, in steps that are announced."""
        step: Callable[..., Any] = generator.send
        args: tuple[Any, ...] = (None,)
        while True:
            accesses = self._looking(generator)
            if not self.scheduler.alone:
                self._point("read", accesses, generator, "next")
            try:
                item = self._inside_call(accesses, step, *args)
            except StopIteration as stop:
                return stop.value
            try:
                step, args = generator.send, ((yield item),)
            except GeneratorExit:
                generator.close()
                raise
            except BaseException as error:
                step, args = generator.throw, (error,)

    def _steps(
        self,
        iterator: Iterator[Any],
        iterable: Any,
        through: Any,
        cell: object,
        name: str,
        shape: Any,
    ) -> Iterator[Any]:
        fixed: tuple[Access, ...] | None = None
        while True:
            accesses: tuple[Access, ...] = ()
            if through is not None and not self.scheduler.alone:
                if fixed is None:
                    accesses = (
                        self._inside(through, False)
                        if through is iterable and through is not iterator
                        else self._looking(through)
                    )
                    if type(through).__module__ != "itertools":
                        fixed = accesses
                else:
                    accesses = fixed
                self._point("read", accesses, iterable, "next")
            try:
                item = self._inside_call(accesses, next, iterator)
            except StopIteration:
                return
            if cell is not None:
                self.rebind(cell, name, None)
            if shape is not None:
                item = self._taken_apart(item, shape)
            yield item

    def _taken_apart(self, item: Any, shape: tuple[Any, ...]) -> Any:
        """What a target of this shape is bound to, its parts taken apart as well."""
        star = next((i for i, part in enumerate(shape) if part and part[0] == "*"), -1)
        item = self.unpack(item, len(shape) if star < 0 else -1)
        if not any(part and part[0] != "*" for part in shape):
            return item
        parts = list(item)
        behind = len(shape) - 1 - star if star >= 0 else 0
        if len(parts) != len(shape) if star < 0 else len(parts) < len(shape) - 1:
            return parts
        for position, part in enumerate(shape):
            if part and part[0] != "*":
                index = position if star < 0 or position < star else position - len(shape)
                assert index >= -behind or star < 0 or index >= 0
                parts[index] = self._taken_apart(parts[index], part)
        return parts

    # ------------------------------------------------------------------ patterns

    def match_length(self, subject: Any, count: int, star: int) -> bool:
        """Whether a sequence has as many items as a pattern asks for."""
        if not is_sequence(subject):
            return False
        if star >= 0 and count == 1:
            return True
        length = self.call(len, subject)
        return bool(length == count if star < 0 else length >= count - 1)

    def match_item(self, subject: Any, count: int, star: int, position: int) -> Any:
        """The item of a sequence for the pattern at a position."""
        if position > star:
            position += self.call(len, subject) - count
        return self.getitem(subject, position)

    def match_items(self, subject: Any, count: int, star: int) -> tuple[Any, ...]:
        """The items of a sequence for each pattern."""
        items = self.unpack(subject, count if star < 0 else -1)
        return parts_of_sequence(list(items), count, star)

    def match_mapping(self, subject: Any, count: int) -> bool:
        """Whether a mapping has as many keys as a pattern asks for."""
        return is_mapping(subject) and (not count or bool(self.call(len, subject) >= count))

    def match_keys(self, subject: Any, keys: tuple[Any, ...]) -> Any:
        """The values of a mapping for some keys, or None."""
        names = types.SimpleNamespace(**{f"k{i}": key for i, key in enumerate(keys)})
        return self._watched(lambda mapping: key_matcher(len(keys))(mapping, names), subject)

    def match_rest(self, subject: Any, keys: tuple[Any, ...]) -> dict[Any, Any]:
        """What a mapping has beside some keys."""
        rest: dict[Any, Any] = self.call(dict, subject)
        for key in keys:
            del rest[key]
        return rest

    def match_class(self, subject: Any, cls: Any, count: int, names: tuple[str, ...]) -> Any:
        """The attributes for each part of a class pattern, or None."""
        finder = class_matcher(count, names)
        kind = self._kind(type(subject))
        if self.scheduler.alone or kind is Kind.PLAIN or not (count or names):
            return finder(subject, cls)
        accesses = self._inside(subject, False)
        if self._code_written or self._code_everything:
            owners = _changeable(type(subject).__mro__)
            accesses += tuple((self.scheduler.keep(owner), None, False) for owner in owners)
        self._point("read", accesses, subject, "")
        return self._inside_call(accesses, finder, subject, cls)

    # ------------------------------------------------------------------ statements

    def binding(self, cell: object, name: str) -> Callable[[Any], Any]:
        """The last of the decorators of what a definition binds to a variable that is shared."""
        return functools.partial(self.rebind, cell, name)

    def decorator(self, decorator: Any) -> Any:
        """A decorator whose call is announced."""
        return decorator if self.scheduler.alone else functools.partial(self.call, decorator)

    def manager(self, manager: Any) -> Any:
        """A context manager that announces what it does, if it is not ours."""
        cls = type(manager)
        if self._kind(cls) is not Kind.FOREIGN and cls is not memoryview:
            return manager
        if cls.__module__ in _BYSTANDERS:
            return manager
        if issubclass(cls, _RUNS_OURS):
            return manager
        return _Manager(self, manager)

    def pass_through(self, manager: Any, function: Any, *args: object) -> Any:
        """Enter a context manager that is not ours, or leave it."""
        if self.scheduler.alone:
            return function(manager, *args)
        stream = getattr(manager, "_stream", None)
        if isinstance(manager, _REDIRECTING) and isinstance(stream, str):
            self.write(sys, stream)
        accesses = self._arguments((manager,), Depth.CHANGES)
        self._point("call", accesses, manager, function.__name__)
        return self._inside_call(accesses, function, manager, *args)

    # ------------------------------------------------------------------ calls

    def call(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """`function(*args, **kwargs)`."""
        if self.scheduler.alone:
            special = (
                _SPECIAL_ALONE.get(function) if type(function) is BuiltinFunctionType else None
            )
            if special is not None:
                return special(self, function, *args, **kwargs)
            return _for_caller(function(*args, **kwargs))
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
            elif self._functions_change:
                number = self.scheduler.keep(plain)
                self._point("read", ((number, None, False),), plain, "__defaults__")
            return function(*args, **kwargs)
        special = _SPECIAL.get(function) if cls is BuiltinFunctionType or function is vars else None
        if special is not None:
            return special(self, function, *args, **kwargs)
        if cls is functools.partial:
            keywords = {**function.keywords, **kwargs}
            return self.call(function.func, *function.args, *args, **keywords)
        if cls in _SLOTS and function.__name__ in _REFLECTING:
            subject, name = _attribute_of(function, args)
            if isinstance(name, str):
                reads = function.__name__ in ("__get__", "__getattribute__")
                (self.read if reads else self.write)(subject, name)
                return function(*args, **kwargs)
        accesses = self._effect(function, args, kwargs)
        if not accesses:
            return _for_caller(function(*args, **kwargs))
        kind = "call" if writes(accesses) else "read"
        subject, label = function, ""
        if self.scheduler.observer is not None:
            subject = self._looked_at(function, args)
            label = _call_name(function) if kind == "call" else ""
        self._point(kind, accesses, subject, label)
        return self._inside_call(accesses, function, *args, **kwargs)

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
        if owner is not None and not issubclass(type(owner), (ModuleType, type)):
            return owner
        for value in args:
            if self._kind(type(value)) is Kind.CONTAINER:
                return value
        return function

    def _is_ours(self, function: FunctionType) -> bool:
        """Whether a function has hooks of its own, or calls one that has and does no more."""
        names = function.__globals__
        if VIRTUAL_MARK in names or hasattr(function, "__covered__"):
            return True
        code = function.__code__
        if code.co_filename in self.scheduler.own_files or "@tick" in code.co_names:
            return True
        inner = getattr(function, "__wrapped__", None)
        if type(inner) is FunctionType and names.get("__name__") == "contextlib":
            return self._is_ours(inner)
        return False

    def _effect(
        self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Access, ...]:
        values = (*args, *kwargs.values()) if kwargs else args
        cls = type(function)
        kind = self._kind(cls)
        if kind in (Kind.INSTANCE, Kind.PRIMITIVE):
            # An object with a `__call__` of its own.
            return ()
        owner = getattr(function, "__self__", None)
        if owner is not None and not issubclass(type(owner), (ModuleType, type)):
            return self._method_effect(function, owner, values)
        if isinstance(function, type):
            made = self._kind(function) if function not in PLAIN else Kind.PLAIN
            if made is Kind.PRIMITIVE:
                return ()
            if function.__module__ in self.own_modules and made is not Kind.CONTAINER:
                if not self._is_native(function) or hasattr(function, "__dataclass_fields__"):
                    return ()
            depth = Depth.OPENS if self._classes_change else Depth.LOOKS
            return self._arguments(values, depth) + _outside(function.__module__)
        if function is print:
            return self._printing(args, kwargs)
        if id(function) in LOOKING_BUILTINS:
            depth = Depth.OPENS if function is dir or self._classes_change else Depth.LOOKS
            return self._arguments(values, depth)
        module = str(getattr(function, "__module__", "") or "").partition(".")[0]
        name = getattr(function, "__name__", "")
        if cls is FunctionType:
            # The name of the module may be that of a function it wraps.
            module = str(function.__globals__.get("__name__", "")).partition(".")[0]
        own = self._arguments((function,), Depth.CHANGES) if kind is Kind.FOREIGN else ()
        if module in CHANGING_MODULES or name in CHANGING_FUNCTIONS:
            return own + self._arguments(values, Depth.CHANGES)
        if module in OPENING_MODULES:
            return own + self._arguments(values, Depth.OPENS)
        if module in LOOKING_MODULES:
            return own + self._arguments((function, *values), Depth.LOOKS)
        return own + self._arguments((function, *values), Depth.ANYTHING) + _outside(module)

    def _method_effect(
        self, function: Any, owner: Any, values: tuple[Any, ...]
    ) -> tuple[Access, ...]:
        cls = type(owner)
        if cls in PLAIN:
            opens = cls is str and function.__name__ == "format"
            return self._arguments(values, Depth.OPENS if opens else Depth.LOOKS)
        kind = self._kind(cls)
        looking = function.__name__ in LOOKING_METHODS
        if kind is Kind.CONTAINER:
            if issubclass(cls, (memoryview, UserDict, UserList)):
                own = self._arguments((owner,), Depth.LOOKS if looking else Depth.CHANGES)
            else:
                own = self._inside(owner, not looking)
            return own + self._arguments(values, Depth.LOOKS)
        if kind is Kind.FOREIGN:
            module = cls.__module__.partition(".")[0]
            if module in ("collections", "weakref", "_weakrefset", "types", "builtins"):
                depth = Depth.LOOKS if looking else Depth.CHANGES
                return self._arguments((owner,), depth) + self._arguments(values, Depth.LOOKS)
            rest = Depth.CHANGES if module in CHANGING_MODULES else Depth.ANYTHING
            return self._arguments((owner,), Depth.CHANGES) + self._arguments(values, rest)
        if kind is Kind.INSTANCE:
            # A method that the class has from outside.
            if type(function) is MethodType and is_only_calling(function.__func__):
                return self._arguments(values, Depth.LOOKS)
            return self._arguments((owner, *values), Depth.ANYTHING)
        if kind is Kind.PLAIN:
            changes = cls.__module__ in CHANGING_MODULES
            depth = Depth.CHANGES if changes else Depth.LOOKS
            return self._arguments((owner, *values), depth) + _outside(cls.__module__)
        return ()

    def _printing(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Access, ...]:
        stream = kwargs.get("file")
        accesses = self._arguments(args, Depth.LOOKS)
        if stream is None:
            if "stdout" in self._code_written:
                accesses += ((self.scheduler.keep(sys), "stdout", False),)
            stream = sys.stdout
        if type(stream) is Output:
            return accesses
        return accesses + self._arguments((stream,), Depth.CHANGES)

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
            if issubclass(type(subject[0]), _CODE):
                # What is done to it goes past the hooks.
                self.assigned_to_code = True
            self._note_alias(subject[0], "__dict__")
        return function(*subject)

    def call_next(self, function: Any, iterator: Any, *default: Any) -> Any:
        """`next(iterator)`."""
        accesses = self._looking(iterator)
        if not accesses:
            return function(iterator, *default)
        self._point("call", accesses, iterator, "next")
        return self._inside_call(accesses, function, iterator, *default)

    def text(self, text: Any, name: str) -> Any:
        """What `eval` or `exec` is to run."""
        if type(text) in (str, bytes):
            try:
                source = text.lstrip(" \t") if name == "eval" else text
                return instrumented_text(source, "<string>", name)
            except (SyntaxError, ValueError):
                pass  # They will find out.
        return text

    def call_compile(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        """`compile(text, path, mode)`."""
        if len(args) == 3 and not kwargs and args[2] in ("eval", "exec"):
            text, path, mode = args
            if type(text) in (str, bytes) and type(path) is str:
                with contextlib.suppress(SyntaxError, ValueError):
                    return instrumented_text(text, path, mode)
        return function(*args, **kwargs)

    def names(self, names: Any) -> Any:
        """What `locals()` or `dir()` tells, without what the hooks have put there."""
        if type(names) is list:
            return [name for name in names if not name.startswith("@")]
        if "@call" in names:
            return names
        return {name: value for name, value in names.items() if not name.startswith("@")}

    def space(self, namespace: dict[str, Any], changed: str | None = None) -> object:
        """Whose variables those in `namespace` are, one of which may be about to change."""
        owner = self._behind.get(id(namespace), namespace)
        if changed is not None and not self.scheduler.alone:
            self._written_behind(owner, changed)
        return owner

    def returned(self, value: Any = None) -> Any:
        """Called right before a function returns `value`.

        If code that is not ours has called it, that goes on afterwards, and others may move before.
        """
        calls = self.scheduler.current.foreign
        if calls and calls[-1] and not self.scheduler.alone:
            caller = sys._getframe(2)
            if caller.f_code is _INSIDE_CALL or not self._is_known(caller):
                self.scheduler.point(Operation("read", (), None, ""))
        return value

    def yielded(self, value: Any = None) -> Any:
        """Called right before a generator yields `value`, and when it begins.

        The same goes for whoever takes it. Besides, meanwhile nobody else can run the generator.
        """
        calls = self.scheduler.current.foreign
        if calls and calls[-1] and not self.scheduler.alone:
            self.scheduler.point(Operation("read", (), None, ""))
        return value

    def _is_known(self, frame: FrameType) -> bool:
        """Whether a frame is of the program or of the hooks."""
        code = frame.f_code
        return frame.f_globals is globals() or code.co_filename in self.scheduler.own_files


#: The code of the function in which code that is not ours is called.
_INSIDE_CALL: Final = Accesses._inside_call.__code__

_SPECIAL: Final[dict[Any, Callable[..., Any]]] = {
    getattr: Accesses.call_getattr,
    hasattr: Accesses.call_getattr,
    setattr: Accesses.call_setattr,
    delattr: Accesses.call_setattr,
    vars: Accesses.call_vars,
    next: Accesses.call_next,
    compile: Accesses.call_compile,
}
#: Those that have something to do while there is but one thread.
_SPECIAL_ALONE: Final[dict[Any, Callable[..., Any]]] = {
    getattr: Accesses.call_getattr,
    setattr: Accesses.call_setattr,
    delattr: Accesses.call_setattr,
    vars: Accesses.call_vars,
    compile: Accesses.call_compile,
}


@final
class _Manager:
    """A context manager of the library's, entered and left in steps that are announced."""

    __slots__ = ("_accesses", "_manager")

    def __init__(self, accesses: Accesses, manager: Any) -> None:
        self._accesses = accesses
        self._manager = manager

    def __enter__(self) -> Any:
        return self._step(type(self._manager).__enter__)

    def __exit__(self, *error: object) -> Any:
        return self._step(type(self._manager).__exit__, *error)

    def _step(self, function: Any, *args: object) -> Any:
        return self._accesses.pass_through(self._manager, function, *args)


def _found(cls: type, name: str) -> tuple[Any, type | None]:
    for owner in cls.__mro__ or ():
        if name in vars(owner):
            return vars(owner)[name], owner
    return None, None


def _lookup(cls: type, name: str) -> Any:
    return _found(cls, name)[0]


def _changeable(classes: Iterable[type]) -> tuple[type, ...]:
    """Those classes whose attributes can be assigned to."""
    return tuple(cls for cls in classes if cls.__module__ != "builtins")


def _dict_of(subject: Any) -> dict[str, Any] | None:
    """The `__dict__` of an object, past all code of its own."""
    try:
        found = object.__getattribute__(subject, "__dict__")
    except AttributeError:
        return None
    return found if type(found) is dict else None


def _referent(proxy: Any) -> Any:
    """What a weak proxy stands for. Raises ReferenceError if it is gone."""
    return proxy.__init__.__self__


def _attribute_of(function: Any, args: tuple[Any, ...]) -> tuple[Any, Any]:
    """The object and the name of the attribute that a special method is called for."""
    if type(function) is types.MethodWrapperType:
        args = (function.__self__, *args)
    if len(args) < 2:
        return None, None
    if type(args[0]) in (types.MemberDescriptorType, types.GetSetDescriptorType):
        return args[1], args[0].__name__
    return args[0], args[1]


def _taken(iterator: Iterator[Any], count: int) -> list[Any]:
    """What is left of an iterator, or no more than one item more than `count`."""
    return list(iterator) if count < 0 else list(itertools.islice(iterator, count + 1))


def _outside(module: str) -> tuple[Access, ...]:
    """What a function or a class of this module touches that lies outside the program."""
    return ((OUTSIDE, None, True),) if module.partition(".")[0] in OUTSIDE_MODULES else ()


def _shown(index: Any) -> str:
    """An index as text, without running the program's code."""
    return repr(index) if type(index) in ATOMS else f"<{type(index).__name__}>"


def _for_caller(result: Any) -> Any:
    """What a call has returned, as it would have been without a hook in between."""
    if issubclass(type(result), type) and result.__module__ == __name__:
        # What makes a class, `namedtuple` for example, asks where it is called.
        result.__module__ = sys._getframe(2).f_globals.get("__name__")
    return result


def _call_name(function: Any) -> str:
    return str(getattr(function, "__name__", type(function).__name__))
