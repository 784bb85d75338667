"""Variables that threads can share: those of a module, and those of a call that outlive it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, final

from threadkata.model.hooks.announcing import Announcer
from threadkata.model.hooks.touching import Touching
from threadkata.model.operation import Operation
from threadkata.model.scheduler import Scheduler


@final
class Cell:
    """Stands for the variables of one call of a function that inner functions share."""

    __slots__ = ()


@final
class Variables:
    """Announces what is done to variables.

    Each belongs to a cell, or to a module, and goes by its name there.
    """

    __slots__ = ("_reads", "_scheduler", "_touching", "_writes")

    def __init__(self, scheduler: Scheduler, touching: Touching, announcer: Announcer) -> None:
        self._scheduler = scheduler
        self._touching = touching
        self._reads = announcer.reads
        self._writes = announcer.writes

    def look(self, cell: object, name: str) -> None:
        """Announce that a variable which threads share is read next."""
        scheduler = self._scheduler
        if scheduler.alone:
            return
        operation = self._reads.get((id(cell), name))
        if operation is None:
            accesses = ((scheduler.keep(cell), name, False),)
            operation = self._reads[id(cell), name] = Operation("read", accesses, cell, name)
        scheduler.point(operation)

    def rebind(self, cell: object, name: str, value: Any) -> Any:
        """Announce that a variable which threads share is bound to `value` next."""
        scheduler = self._scheduler
        if scheduler.alone:
            return value
        operation = self._writes.get((id(cell), name))
        if operation is None:
            accesses = ((scheduler.keep(cell), name, True),)
            operation = self._writes[id(cell), name] = Operation("write", accesses, cell, name)
        scheduler.point(operation)
        scheduler.changed()
        return value

    def binding(self, cell: object, name: str) -> Callable[[Any], Any]:
        """The last of the decorators of what a definition binds to a variable that is shared."""
        return functools.partial(self.rebind, cell, name)

    def space(self, namespace: dict[str, Any], changed: str | None = None) -> object:
        """Whose variables those in `namespace` are, one of which may be about to change."""
        owner = self._touching.owner_of(namespace)
        if owner is None:
            owner = namespace
        if changed is not None and not self._scheduler.alone:
            self._touching.written_behind(owner, changed)
        return owner
