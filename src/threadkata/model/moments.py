"""How the threads of one run stand before each step: who waits for whom, who holds which lock.

Gathered only for runs that are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import FrameType
from typing import Final, final

from threadkata.model.locks import VirtualLock
from threadkata.model.observer import Observer
from threadkata.model.operation import Operation
from threadkata.model.scheduler import Scheduler
from threadkata.model.subjects import holder_of, lock_of
from threadkata.model.threads import VirtualThread

#: Operations on the lock that a Lock, an RLock or a Condition comes down to.
_ON_LOCKS: Final = frozenset(
    {"acquire", "try", "release", "failed release", "locked", "wait", "wake", "notify"}
)


@dataclass(frozen=True, slots=True)
class Blocked:
    """A thread whose operation has to wait.

    Attributes:
        thread: who, as an index.
        holder: who would have to move: a lock's holder, the thread joined; None if nobody in
            particular.
        asleep: whether it waits for another thread to wake it.
        lock: the lock that it wants or that belongs to what it waits for, by its number; 0 if none.
    """

    thread: int
    holder: int | None
    asleep: bool
    lock: int


@dataclass(frozen=True, slots=True)
class Moment:
    """How the threads stand just before a step, or at the end.

    Threads are given by their index, in the order of their creation.

    Attributes:
        lock: the lock that the step acts on, from 1 in the order in which they appear; 0 if none.
        started: how many threads there are.
        ended: the threads that have ended.
        blocked: the threads that have to wait. One that is let go because its time has run out
            still stands here.
        held: the locks that are held, each with its holder.
    """

    lock: int
    started: int
    ended: frozenset[int]
    blocked: tuple[Blocked, ...]
    held: tuple[tuple[int, int], ...]


@final
class MomentRecorder:
    """Watches a run beside another observer and notes how the threads stand."""

    def __init__(self, scheduler: Scheduler, beside: Observer) -> None:
        self._scheduler = scheduler
        self._beside = beside
        self._locks: list[VirtualLock] = []
        self._moments: list[Moment] = []

    def announced(self, thread: VirtualThread, operation: Operation) -> None:
        """See `Observer`."""
        self._beside.announced(thread, operation)

    def moved(self, thread: VirtualThread, operation: Operation) -> None:
        """See `Observer`."""
        self._beside.moved(thread, operation)
        self._moments.append(self._moment(operation))

    def entered(self, frame: FrameType) -> None:
        """See `Observer`."""
        self._beside.entered(frame)

    def died(self, thread: VirtualThread, error: BaseException) -> None:
        """See `Observer`."""
        self._beside.died(thread, error)

    def stopped(self) -> None:
        """See `Observer`."""
        self._beside.stopped()
        self._moments.append(self._moment(None))

    def moments(self) -> tuple[Moment, ...]:
        """One for each step of the run that has just ended, and one for its end."""
        return tuple(self._moments)

    def _moment(self, operation: Operation | None) -> Moment:
        scheduler = self._scheduler
        lock = 0 if operation is None else self._lock_of(operation)
        threads = scheduler.threads
        blocked = [self._blocked(thread) for thread in scheduler.live if _has_to_wait(thread)]
        held = tuple(
            (number, block.holder.number - 1)
            for number, block in enumerate(self._locks, 1)
            if block.locked_now and block.holder is not None
        )
        ended = frozenset(number for number, thread in enumerate(threads) if thread.ended)
        return Moment(lock, len(threads), ended, tuple(blocked), held)

    def _blocked(self, thread: VirtualThread) -> Blocked:
        operation = thread.pending
        holder = holder_of(self._scheduler, operation)
        latch = operation.latch
        return Blocked(
            thread.number - 1,
            None if holder is None else holder.number - 1,
            isinstance(latch, VirtualLock) and latch.locked_now,
            self._lock_of(operation),
        )

    def _lock_of(self, operation: Operation) -> int:
        if operation.kind not in _ON_LOCKS:
            return 0
        block = lock_of(operation.subject)
        if block is None:
            return 0
        for number, known in enumerate(self._locks, 1):
            if known is block:
                return number
        self._locks.append(block)
        return len(self._locks)


def _has_to_wait(thread: VirtualThread) -> bool:
    guard = thread.pending.guard
    return guard is not None and not guard()
