"""An exception leaves a lock taken, and the next thread waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "lock left held"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.values: list[int] = []

    def take(self) -> None:
        try:
            self.lock.acquire()
            self.values.pop()
            self.lock.release()
        except IndexError:
            pass

    def put(self) -> None:
        with self.lock:
            self.values.append(1)

    def threads(self) -> list[Callable[[], None]]:
        return [self.put, self.take]

    def check(self) -> None:
        pass
