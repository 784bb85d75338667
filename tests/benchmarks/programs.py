"""The programs that are measured, each written once, for every tool alike.

A program is a class. A new object of it is a new start: `threads()` gives the functions to run,
each in a thread of its own, and `check()`, called once all of them have returned, raises
AssertionError if the outcome is wrong.

The code is plain `threading`, and says `threading.Lock()` in `__init__`: some tools put their own
classes into the module while a program runs, and cannot see a name taken from it, or a lock made,
before that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar, Protocol


class Program(Protocol):
    """What a tool needs to know of a program."""

    expected: ClassVar[str]
    """What there is to find: "nothing" in a right program, else "wrong result" or "deadlock"."""

    def threads(self) -> list[Callable[[], None]]:
        """The functions to run at the same time, one a thread: methods of this very object."""

    def check(self) -> None:
        """Raise AssertionError if the outcome is wrong. All threads have ended."""


class LostUpdate:
    """Wrong: two threads increment a counter that no lock guards."""

    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.value = 0

    def increment(self) -> None:
        self.value += 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.increment, self.increment]

    def check(self) -> None:
        assert self.value == 2


class LockedCounter:
    """Right: `size` threads increment a counter under a lock."""

    expected: ClassVar[str] = "nothing"
    size = 2

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.value = 0

    def increment(self) -> None:
        with self.lock:
            self.value += 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.increment] * self.size

    def check(self) -> None:
        assert self.value == self.size


class LockedCounterOfThree(LockedCounter):
    """The same with three threads."""

    size = 3


class LockedCounterOfFour(LockedCounter):
    """The same with four threads."""

    size = 4


class TwoOfThree:
    """Right: a semaphore lets two of three threads in at a time; a lock guards who is inside."""

    expected: ClassVar[str] = "nothing"

    def __init__(self) -> None:
        self.room = threading.Semaphore(2)
        self.guard = threading.Lock()
        self.inside = 0
        self.most = 0

    def visit(self) -> None:
        with self.room:
            with self.guard:
                self.inside += 1
                self.most = max(self.most, self.inside)
            with self.guard:
                self.inside -= 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.visit] * 3

    def check(self) -> None:
        assert self.inside == 0
        assert self.most <= 2


class Buffer:
    """Right: two producers and two consumers, one item each, with room for one item."""

    expected: ClassVar[str] = "nothing"

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.items: list[int] = []
        self.taken: list[int] = []

    def put(self, item: int) -> None:
        with self.changed:
            while len(self.items) == 1:
                self.changed.wait()
            self.items.append(item)
            self.changed.notify_all()

    def put_one(self) -> None:
        self.put(1)

    def put_two(self) -> None:
        self.put(2)

    def take(self) -> None:
        with self.changed:
            while not self.items:
                self.changed.wait()
            self.taken.append(self.items.pop())
            self.changed.notify_all()

    def threads(self) -> list[Callable[[], None]]:
        return [self.put_one, self.put_two, self.take, self.take]

    def check(self) -> None:
        assert sorted(self.taken) == [1, 2]
        assert not self.items


class Meeting:
    """Right: two threads each leave a note, meet at a barrier, and read the other's note."""

    expected: ClassVar[str] = "nothing"

    def __init__(self) -> None:
        self.barrier = threading.Barrier(2)
        self.notes = [0, 0]
        self.read = [0, 0]

    def meet(self, own: int) -> None:
        self.notes[own] = 1
        self.barrier.wait()
        self.read[own] = self.notes[1 - own]

    def first(self) -> None:
        self.meet(0)

    def second(self) -> None:
        self.meet(1)

    def threads(self) -> list[Callable[[], None]]:
        return [self.first, self.second]

    def check(self) -> None:
        assert self.read == [1, 1]


class OppositeOrder:
    """Wrong: two threads take the same two locks in opposite order."""

    expected: ClassVar[str] = "deadlock"

    def __init__(self) -> None:
        self.left = threading.Lock()
        self.right = threading.Lock()
        self.done = 0

    def left_first(self) -> None:
        with self.left, self.right:
            self.done += 1

    def right_first(self) -> None:
        with self.right, self.left:
            self.done += 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.left_first, self.right_first]

    def check(self) -> None:
        assert self.done == 2


PROGRAMS: dict[str, type[Program]] = {
    "lost update, 2 threads": LostUpdate,
    "locked counter, 2 threads": LockedCounter,
    "locked counter, 3 threads": LockedCounterOfThree,
    "locked counter, 4 threads": LockedCounterOfFour,
    "Semaphore(2), 3 threads": TwoOfThree,
    "Condition buffer, 2 + 2": Buffer,
    "Barrier(2)": Meeting,
    "opposite lock order": OppositeOrder,
}
