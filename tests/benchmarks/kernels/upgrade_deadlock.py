"""Two readers want to become writers, and each waits for the other to stop reading."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "lost wakeup"

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.readers = 0
        self.value = 0

    def read_then_write(self) -> None:
        with self.changed:
            self.readers += 1
        value = self.value
        with self.changed:
            while self.readers > 1:
                self.changed.wait()
            self.value = value + 1
            self.readers -= 1
            self.changed.notify_all()

    def threads(self) -> list[Callable[[], None]]:
        return [self.read_then_write, self.read_then_write]

    def check(self) -> None:
        assert self.value == 2
