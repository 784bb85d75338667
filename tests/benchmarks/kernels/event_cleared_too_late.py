"""A consumer clears the event after it has emptied the list, and with it the next notice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "lost wakeup"

    def __init__(self) -> None:
        self.filled = threading.Event()
        self.items: list[int] = []
        self.taken = 0

    def put(self) -> None:
        for item in (1, 2):
            self.items.append(item)
            self.filled.set()

    def take(self) -> None:
        while self.taken < 2:
            self.filled.wait()
            while self.items:
                self.items.pop()
                self.taken += 1
            self.filled.clear()

    def threads(self) -> list[Callable[[], None]]:
        return [self.put, self.take]

    def check(self) -> None:
        assert self.taken == 2
