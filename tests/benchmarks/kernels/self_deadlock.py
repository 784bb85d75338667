"""A method that holds the lock calls another that takes it, if there is something to do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "deadlock"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.items: list[int] = []
        self.flushed = 0

    def flush(self) -> None:
        with self.lock:
            self.flushed += len(self.items)
            self.items.clear()

    def add(self) -> None:
        with self.lock:
            self.items.append(1)
            if len(self.items) == 2:
                self.flush()

    def threads(self) -> list[Callable[[], None]]:
        return [self.add, self.add, self.flush]

    def check(self) -> None:
        assert self.flushed + len(self.items) == 2
