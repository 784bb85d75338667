"""Whoever waits gives back the inner lock and keeps the outer, which the other needs to wake it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "lost wakeup"

    def __init__(self) -> None:
        self.outer = threading.Lock()
        self.filled = threading.Condition()
        self.items: list[int] = []

    def take(self) -> None:
        with self.outer, self.filled:
            while not self.items:
                self.filled.wait()
            self.items.pop()

    def put(self) -> None:
        with self.outer, self.filled:
            self.items.append(1)
            self.filled.notify()

    def threads(self) -> list[Callable[[], None]]:
        return [self.put, self.take]

    def check(self) -> None:
        assert not self.items
