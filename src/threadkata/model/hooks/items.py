"""Items that are read, bound and deleted: what stands in brackets."""

from __future__ import annotations

import operator
from collections import defaultdict
from functools import partial
from typing import Any, final

from threadkata.model.hooks.announcing import Announcer
from threadkata.model.hooks.ownership import Ownership
from threadkata.model.hooks.touching import PLAIN_CONTAINERS, Touching
from threadkata.model.kinds import ATOMS, Depth, Kind
from threadkata.model.operation import Access
from threadkata.model.scheduler import Scheduler


@final
class Items:
    """Announces what is done to items, and does it."""

    __slots__ = ("_announcer", "_ownership", "_scheduler", "_touching")

    def __init__(
        self,
        scheduler: Scheduler,
        ownership: Ownership,
        touching: Touching,
        announcer: Announcer,
    ) -> None:
        self._scheduler = scheduler
        self._ownership = ownership
        self._touching = touching
        self._announcer = announcer

    def getitem(self, subject: Any, index: Any) -> Any:
        """`subject[index]`."""
        cls = type(subject)
        if not self._scheduler.alone and (cls not in ATOMS or type(index) not in ATOMS):
            kind = self._ownership.kind_of(cls)
            if kind is Kind.CONTAINER:
                writes = issubclass(cls, defaultdict)
                if type(index) not in ATOMS or cls not in PLAIN_CONTAINERS:
                    return self._perform("read", writes, operator.getitem, subject, index)
                accesses = self._item(subject, index, writes)
                self._announcer.point("read", accesses, subject, f"[{_shown(index)}]")
            elif kind is not Kind.PLAIN:
                return self._perform("read", False, operator.getitem, subject, index)
            elif type(index) not in ATOMS:
                find = partial(self._touching.looking, index)
                return self._announcer.perform(
                    "read", find, index, "", operator.getitem, subject, index
                )
        return subject[index]

    def setitem(self, value: Any, subject: Any, index: Any) -> None:
        """`subject[index] = value`."""
        if not self._scheduler.alone:
            kind = self._ownership.kind_of(type(subject))
            if kind is Kind.CONTAINER:
                if type(index) not in ATOMS or type(index) is slice:
                    self._perform("write", True, operator.setitem, subject, index, value)
                    return
                accesses = self._item(subject, index, True)
                self._announcer.point("write", accesses, subject, f"[{_shown(index)}]")
            elif kind is not Kind.PLAIN:
                self._perform("write", True, operator.setitem, subject, index, value)
                return
        subject[index] = value

    def delitem(self, subject: Any, index: Any) -> None:
        """`del subject[index]`."""
        if not self._scheduler.alone:
            if self._ownership.kind_of(type(subject)) is not Kind.PLAIN:
                self._perform("write", True, operator.delitem, subject, index)
                return
        del subject[index]

    def _perform(
        self, kind: str, write: bool, function: Any, subject: Any, index: Any, *value: Any
    ) -> Any:
        """Do what may call the program's code: `__hash__` or `__eq__` of an index, for example."""
        touching = self._touching
        is_container = self._ownership.kind_of(type(subject)) is Kind.CONTAINER

        def find() -> tuple[Access, ...]:
            if not is_container:
                if not write:
                    return touching.looking(subject)
                return touching.by_call((subject,), Depth.CHANGES)
            if function is operator.delitem and type(subject) is list:
                # It moves the items behind it.
                return touching.inside(subject, True)
            accesses = self._item(subject, index, write)
            return accesses + touching.looking(value) if type(index) is slice else accesses

        name = f"[{_shown(index)}]"
        return self._announcer.perform(kind, find, subject, name, function, subject, index, *value)

    def _item(self, subject: Any, index: Any, write: bool) -> tuple[Access, ...]:
        touching = self._touching
        owner = touching.owner_of(subject)
        if owner is not None:
            if type(index) is str:
                if write:
                    touching.written_behind(owner, index)
                return ((self._scheduler.keep(owner), index, write),)
            return touching.inside(subject, write)
        if type(subject) is list and type(index) is int and index >= 0:
            return ((self._scheduler.keep(subject), index, write),)
        accesses = touching.of_container(subject, write)
        if write and issubclass(type(subject), defaultdict):
            accesses += touching.looking(subject.default_factory)
        return accesses


def _shown(index: Any) -> str:
    """An index as text, without running the program's code."""
    return repr(index) if type(index) in ATOMS else f"<{type(index).__name__}>"
