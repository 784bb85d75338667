"""What a thread is about to do, and when two operations conflict.

A thread of the model stops just before each operation that another thread could notice, and says
what it is about to do. An operation names the places it reads or writes. A place is a pair: the
object it belongs to (*base*, a number that is unique within the run) and the part of it (*key*: an
attribute's name, an index); the key None stands for the object as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias, final

if TYPE_CHECKING:
    from threadkata.model.threads import VirtualThread

Access: TypeAlias = tuple[Hashable, Hashable, bool]
"""(base, key, does it write?). A key of None touches every part of the base."""

#: The base under which threads start and end; each thread is a key of its own.
THREADS: Final = "threads"
#: The base of virtual time.
CLOCK: Final = "clock"


@final
class Operation:
    """One operation a thread is about to do.

    Arguments:
        kind: what it is, in one word: read, write, acquire, release, wait, ...
        accesses: the places it reads and writes.
        subject: the object it acts on, for whoever explains the run.
        name: the part of the subject: an attribute's or a method's name.
        guard: tells whether the operation can go ahead now; None if it always can.
        deadline: the virtual time, in seconds, at which it goes ahead in any case.
    """

    # A plain class and not a frozen dataclass: one of these is made at every scheduling point, and
    # the frozen form takes four times as long to make. Nobody changes one that was announced.
    __slots__ = (
        "accesses",
        "again",
        "awaited",
        "changes_seen",
        "deadline",
        "guard",
        "kind",
        "latch",
        "name",
        "subject",
    )

    def __init__(
        self,
        kind: str,
        accesses: tuple[Access, ...] = (),
        subject: object = None,
        name: str = "",
        guard: Callable[[], bool] | None = None,
        deadline: float | None = None,
    ) -> None:
        self.kind = kind
        self.accesses = accesses
        self.subject = subject
        self.name = name
        self.guard = guard
        self.deadline = deadline
        # For an operation that waits for any change: how many there had been.
        self.changes_seen = -1
        # For a thread that waits to be woken: the lock that whoever wakes it frees.
        self.latch: object = None
        # The threads whose end it waits for.
        self.awaited: Sequence[VirtualThread] = ()
        # For one that looks into objects as a whole: what it touches is found anew by this, when
        # something that it touches has been changed before its turn.
        self.again: Callable[[], tuple[Access, ...]] | None = None

    def within(self, around: tuple[Access, ...]) -> Operation:
        """The operation as part of a step that also touches what is around it."""
        if around is self.accesses:
            return self
        whole = self.touching(self.accesses + around)
        again = self.again
        if again is not None:
            whole.again = lambda: again() + around
        return whole

    def touching(self, accesses: tuple[Access, ...]) -> Operation:
        """The operation, which turns out to touch other places than those it was announced with."""
        other = Operation(self.kind, accesses, self.subject, self.name, self.guard, self.deadline)
        other.changes_seen = self.changes_seen
        other.latch = self.latch
        other.awaited = self.awaited
        other.again = self.again
        return other

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name} {self.accesses}>"


def writes(accesses: tuple[Access, ...]) -> bool:
    """Whether one of these accesses writes."""
    for access in accesses:  # noqa: SIM110  (any() takes three times as long)
        if access[2]:
            return True
    return False


def conflict(one: tuple[Access, ...], other: tuple[Access, ...]) -> bool:
    """Whether the order of two groups of accesses can matter.

    It can if they touch the same place and at least one of them writes it.
    """
    # Asked at nearly every point, and nearly always one of these: three times as fast as the loops.
    if one is other:
        return writes(one)
    if len(one) == 1 == len(other):
        ((base, key, write),), ((other_base, other_key, other_write),) = one, other
        return (
            base == other_base
            and (write or other_write)
            and (key is None or other_key is None or key == other_key)
        )
    for base, key, write in one:
        for other_base, other_key, other_write in other:
            if (
                (write or other_write)
                and base == other_base
                and (key is None or other_key is None or key == other_key)
            ):
                return True
    return False
