"""A check believes that it comes before at least one of two additions.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/lazy01_bad.c: three threads under
one lock, the check last.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Lazy01:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.data = 0

    def add_one(self) -> None:
        with self.lock:
            self.data += 1

    def add_two(self) -> None:
        with self.lock:
            self.data += 2

    def check_sum(self) -> None:
        with self.lock:
            assert self.data < 3

    def threads(self) -> list[Callable[[], None]]:
        return [self.add_one, self.add_two, self.check_sum]

    def check(self) -> None:
        pass
