"""The first of a class takes the shared lock while it holds the lock that the others need.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/carter01_bad.c: one thread of each
class, and two that do nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Carter01:
    expected: ClassVar[str] = "deadlock"

    def __init__(self) -> None:
        self.counts = threading.Lock()
        self.shared = threading.Lock()
        self.first_class = 0
        self.second_class = 0

    def first(self) -> None:
        with self.counts:
            self.first_class += 1
            if self.first_class == 1:
                self.shared.acquire()
        with self.counts:
            self.first_class -= 1
            if self.first_class == 0:
                self.shared.release()

    def second(self) -> None:
        with self.counts:
            self.second_class += 1
            if self.second_class == 1:
                self.shared.acquire()
        with self.counts:
            self.second_class -= 1
            if self.second_class == 0:
                self.shared.release()

    def nothing(self) -> None:
        pass

    def threads(self) -> list[Callable[[], None]]:
        return [self.first, self.second, self.nothing, self.nothing]

    def check(self) -> None:
        pass
