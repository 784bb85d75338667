"""A notification finds nobody waiting, and whoever comes later waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "lost wakeup"

    def __init__(self) -> None:
        self.ready = threading.Condition()
        self.value = 0

    def give(self) -> None:
        self.value = 1
        with self.ready:
            self.ready.notify()

    def take(self) -> None:
        with self.ready:
            self.ready.wait()
        self.value += 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.give, self.take]

    def check(self) -> None:
        assert self.value == 2
