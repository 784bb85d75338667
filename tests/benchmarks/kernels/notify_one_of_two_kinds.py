"""Producers and consumers wait for the same condition, and notify() wakes one of the wrong kind."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "lost wakeup"

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.items: list[int] = []

    def put(self) -> None:
        with self.changed:
            while self.items:
                self.changed.wait()
            self.items.append(1)
            self.changed.notify()

    def take(self) -> None:
        with self.changed:
            while not self.items:
                self.changed.wait()
            self.items.pop()
            self.changed.notify()

    def threads(self) -> list[Callable[[], None]]:
        return [self.put, self.put, self.take, self.take]

    def check(self) -> None:
        assert not self.items
