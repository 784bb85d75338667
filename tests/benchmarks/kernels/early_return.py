"""A method returns early and forgets to give the lock back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "lock left held"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.closed = False
        self.items: list[int] = []

    def add(self) -> None:
        self.lock.acquire()
        if self.closed:
            return
        self.items.append(1)
        self.lock.release()

    def close(self) -> None:
        with self.lock:
            self.closed = True

    def threads(self) -> list[Callable[[], None]]:
        return [self.add, self.add, self.close]

    def check(self) -> None:
        pass
