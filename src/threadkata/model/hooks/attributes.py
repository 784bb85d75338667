"""Attributes that are read, bound and deleted."""

from __future__ import annotations

import enum
import gc
from collections import deque
from types import MethodType, ModuleType
from typing import Any, Final, final

from threadkata.model.hooks.announcing import Announcer
from threadkata.model.hooks.assignments import Assignments
from threadkata.model.hooks.discovery import Discovery, is_special
from threadkata.model.hooks.lookup import (
    CACHED,
    CODE,
    CODE_CLASSES,
    NOTHING,
    PROXIES,
    WHOLE,
    Lookup,
    changeable,
    referent,
)
from threadkata.model.hooks.ownership import Ownership
from threadkata.model.hooks.touching import Touching
from threadkata.model.kinds import Depth, Kind
from threadkata.model.operation import Access, Operation
from threadkata.model.primitive_calls import started_elsewhere, virtual_thread
from threadkata.model.reach import is_memory
from threadkata.model.scheduler import Scheduler
from threadkata.model.values import dict_of, is_one, of_class

#: Attributes that give out what an object is made of.
_ALIASES: Final = frozenset({"__dict__", "queue"})


@final
class Attributes:
    """Announces what is done to attributes."""

    __slots__ = (
        "_announcer",
        "_assignments",
        "_discovery",
        "_lookup",
        "_ownership",
        "_reads",
        "_scheduler",
        "_touching",
        "_writes",
        "_written",
    )

    def __init__(
        self,
        scheduler: Scheduler,
        discovery: Discovery,
        assignments: Assignments,
        ownership: Ownership,
        touching: Touching,
        announcer: Announcer,
        lookup: Lookup,
    ) -> None:
        self._scheduler = scheduler
        self._discovery = discovery
        self._assignments = assignments
        self._ownership = ownership
        self._touching = touching
        self._announcer = announcer
        self._lookup = lookup
        # Looked at with every access.
        self._written = discovery.written
        self._reads = announcer.reads
        self._writes = announcer.writes

    def read(self, subject: Any, name: str) -> Any:
        """Announce that the attribute `name` of `subject` is read next."""
        scheduler = self._scheduler
        if scheduler.alone:
            if name in _ALIASES:
                self.note_alias(subject, name)
            return subject
        known = self._reads.get((id(subject), name))
        if known is not None:
            scheduler.point(known)
            return subject
        if name not in self._written and not self._discovery.everything_written:
            return subject
        cls = type(subject)
        how = self._lookup.found.get((cls, name))
        if how is None:
            how = self._lookup.find(cls, name)
        if name in _ALIASES:
            self.note_alias(subject, name)
        if how == NOTHING:
            return subject
        if how == CODE:
            self._read_code(subject, name)
            return subject
        accesses = self._attribute(subject, name, False)
        if how == WHOLE:
            looking = self._touching.looking(subject)
            accesses = ((accesses[0][0], None, False), *accesses[1:], *looking)
            if name in ("ident", "native_id"):
                virtual = virtual_thread(scheduler, subject)
                if virtual is None or started_elsewhere(scheduler, virtual):
                    scheduler.watch_lives()
            scheduler.point(Operation("read", accesses, subject, name))
            return subject
        if type(how) is tuple:
            key = None if self._discovery.classes_change else name
            accesses += tuple((scheduler.keep(owner), key, False) for owner in how)
        operation = Operation("read", accesses, subject, name)
        if not self._discovery.dicts_change and how != CACHED:
            self._reads[id(subject), name] = operation
        scheduler.point(operation)
        if how == CACHED:
            self._compute(subject, name)
        return subject

    def write(self, subject: Any, name: str) -> Any:
        """Announce that the attribute `name` of `subject` is bound or deleted next."""
        scheduler = self._scheduler
        if not scheduler.alone:
            known = self._writes.get((id(subject), name))
            if known is not None:
                scheduler.point(known)
                scheduler.changed()
                return subject
        cls, discovery = type(subject), self._discovery
        is_code = issubclass(cls, CODE_CLASSES)
        if is_code or issubclass(cls, enum.Enum):
            self._assignments.note(subject)
        elif name == "__dict__":
            discovery.discover_dict_change()
        if scheduler.alone or not self._lookup.is_own_write(cls, name):
            return subject
        if is_code:
            discovery.discover_code(name)
            if is_one(subject, type) and is_special(name):
                discovery.discover_class_change()
            if is_one(subject, ModuleType):
                discovery.discover_global(subject, name)
        else:
            if name == "__class__":
                discovery.discover_class_change()
            discovery.discover_attribute(name)
        if cls in PROXIES:
            self.write(referent(subject), name)
            return subject
        accesses = self._attribute(subject, name, True)
        if name in ("__class__", "__dict__"):
            accesses = ((accesses[0][0], None, True), *accesses)
        operation = Operation("write", accesses, subject, name)
        if not discovery.dicts_change:
            self._writes[id(subject), name] = operation
        scheduler.point(operation)
        scheduler.changed()
        return subject

    def _attribute(self, subject: Any, name: str, write: bool) -> tuple[Access, ...]:
        keep = self._scheduler.keep
        if self._discovery.dicts_change:
            namespace = dict_of(subject)
            if namespace is not None:
                return (
                    (keep(namespace), name, write),
                    (keep(subject), "__dict__", write and name == "__dict__"),
                )
        accesses: tuple[Access, ...] = ((keep(subject), name, write),)
        if is_memory(type(subject)):
            depth = Depth.CHANGES if write else Depth.LOOKS
            accesses += self._touching.by_call((subject,), depth)
        return accesses

    def _read_code(self, subject: Any, name: str) -> None:
        """Announce that an attribute of a module, a class or a function is read."""
        cls = type(subject)
        if cls in PROXIES:
            self.read(referent(subject), name)
            return
        if not self._discovery.is_code_written(name):
            return
        owners: tuple[Any, ...]
        if cls is MethodType:
            owners = (subject.__func__,)
        elif cls is super:
            this = subject.__self__
            owner: Any = this if issubclass(type(this), type) else type(this)
            mro = owner.__mro__ or ()
            # Whoever only claims to be of a class does not have it there.
            known = subject.__thisclass__ in mro
            behind = mro.index(subject.__thisclass__) + 1 if known else 0
            owners = changeable(mro[behind:])
        elif issubclass(cls, type):
            mro = subject.__mro__ or ()
            owners = changeable((*mro, *type(subject).__mro__))
        else:
            owners = (subject,)
        accesses = tuple((self._scheduler.keep(owner), name, False) for owner in owners)
        if accesses:
            self._announcer.point("read", accesses, subject, name)

    def note_alias(self, subject: Any, name: str) -> None:
        """Note which object it is whose `__dict__`, or whose container, is given out."""
        inner: Any = None
        if is_one(subject, CODE_CLASSES):
            # What is done to it goes past the hooks.
            self._assignments.note(subject)
        if name != "__dict__":
            if self._ownership.kind_of(type(subject)) is Kind.PRIMITIVE:
                inner = vars(subject).get(name)
        elif issubclass(type(subject), type):
            inner = gc.get_referents(subject.__dict__)[0]
        elif not self._discovery.dicts_change:
            inner = dict_of(subject)
        if type(inner) in (dict, deque, list):
            self._scheduler.keep(inner)
            self._scheduler.keep(subject)
            self._touching.note_part(inner, subject)

    def _compute(self, subject: Any, name: str) -> None:
        """What `functools.cached_property` does, in its steps."""
        namespace = dict_of(subject)
        if namespace is None or name in namespace:
            return
        value = of_class(type(subject), name).func(subject)
        accesses = self._attribute(subject, name, True)
        self._announcer.point("write", accesses, subject, name)
        namespace[name] = value
