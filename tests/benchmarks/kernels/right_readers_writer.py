"""Two readers may read together; a writer waits until it is alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "nothing"

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.readers = 0
        self.first = 0
        self.second = 0

    def read(self) -> None:
        with self.changed:
            self.readers += 1
        assert self.first == self.second
        with self.changed:
            self.readers -= 1
            self.changed.notify_all()

    def write(self) -> None:
        with self.changed:
            while self.readers:
                self.changed.wait()
            self.first = 1
            self.second = 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.read, self.read, self.write]

    def check(self) -> None:
        assert self.second == 1
