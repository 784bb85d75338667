"""Two producers and two consumers share room for one item, and look again whenever they wake."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "nothing"

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.items: list[int] = []
        self.taken = 0

    def put(self) -> None:
        with self.changed:
            while self.items:
                self.changed.wait()
            self.items.append(1)
            self.changed.notify_all()

    def take(self) -> None:
        with self.changed:
            while not self.items:
                self.changed.wait()
            self.items.pop()
            self.taken += 1
            self.changed.notify_all()

    def threads(self) -> list[Callable[[], None]]:
        return [self.put, self.put, self.take, self.take]

    def check(self) -> None:
        assert self.taken == 2
