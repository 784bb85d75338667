"""A woken consumer takes without looking again, and another has taken before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "exception"

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.items: list[int] = []

    def put(self) -> None:
        with self.changed:
            self.items.append(1)
            self.changed.notify_all()
        with self.changed:
            self.items.append(2)
            self.changed.notify_all()

    def take(self) -> None:
        with self.changed:
            if not self.items:
                self.changed.wait()
            self.items.pop()

    def threads(self) -> list[Callable[[], None]]:
        return [self.take, self.take, self.put]

    def check(self) -> None:
        assert not self.items
