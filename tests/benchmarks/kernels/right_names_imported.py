"""A module takes Lock and Thread by name, and makes a thread of a class of its own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import ClassVar


class Adder(Thread):
    def __init__(self, lock: Lock, total: list[int]) -> None:
        super().__init__()
        self.lock = lock
        self.total = total

    def run(self) -> None:
        with self.lock:
            self.total[0] += 1


class Kernel:
    expected: ClassVar[str] = "nothing"

    def __init__(self) -> None:
        self.lock = Lock()
        self.total = [0]

    def sum_up(self) -> None:
        adder = Adder(self.lock, self.total)
        adder.start()
        adder.join()

    def threads(self) -> list[Callable[[], None]]:
        return [self.sum_up, self.sum_up]

    def check(self) -> None:
        assert self.total == [2]
