"""A thread that comes late borrows the item that another has been woken for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "exception"

    def __init__(self) -> None:
        self.filled = threading.Condition()
        self.items: list[int] = []

    def put(self) -> None:
        with self.filled:
            self.items.append(1)
            self.filled.notify()

    def take(self) -> None:
        with self.filled:
            if not self.items:
                self.filled.wait()
            self.items.pop()

    def borrow(self) -> None:
        with self.filled:
            if not self.items:
                return
            item = self.items.pop()
        with self.filled:
            self.items.append(item)
            self.filled.notify()

    def threads(self) -> list[Callable[[], None]]:
        return [self.put, self.take, self.borrow]

    def check(self) -> None:
        pass
