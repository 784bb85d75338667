"""Numbers by which programs know threads and objects; they depend on the schedule alone."""

from __future__ import annotations

from typing import Final, final

from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VirtualThread

#: How much the identity numbers of threads differ, and where they start.
FIRST_IDENT: Final = 140_000_000_000_000
IDENT_STEP: Final = 4_096
FIRST_NATIVE_ID: Final = 4_201


def ident_of(thread: VirtualThread) -> int:
    """The identity number of a thread."""
    return FIRST_IDENT + IDENT_STEP * thread.place


def native_id_of(thread: VirtualThread) -> int:
    """The number by which the operating system would know a thread."""
    return FIRST_NATIVE_ID + thread.place


@final
class Identities:
    """What `id` tells, and what an object that has no `__hash__` of its own is hashed by."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._identities: dict[int, int] = {}
        self._counts: dict[tuple[int, ...], int] = {}

    def begin_run(self) -> None:
        """Forget the last run."""
        self._identities.clear()
        self._counts.clear()

    def of(self, subject: object) -> int:
        """A number for an object that depends on the schedule alone."""
        number = self._scheduler.keep(subject)
        identity = self._identities.get(number)
        if identity is None:
            # Numbered by the thread that met it first and that thread's own count, so that what
            # one thread does leaves the numbers of another alone.
            path = self._scheduler.current.path
            count = self._counts[path] = self._counts.get(path, 0) + 1
            identity = 0x7F
            for part in path:
                identity = identity << 7 | part
            identity = self._identities[number] = identity << 20 | count << 4
        return identity
