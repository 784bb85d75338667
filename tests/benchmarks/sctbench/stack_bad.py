"""Whoever pops looks at a flag that is never taken back.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/stack_bad.c: ten turns each.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar

SIZE = 10


class StackBad:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.top = 0
        self.elements = [0] * SIZE
        self.filled = False

    def push(self) -> None:
        for turn in range(SIZE):
            with self.lock:
                assert self.top != SIZE
                self.elements[self.top] = turn
                self.top += 1
                self.filled = True

    def pop(self) -> None:
        for _ in range(SIZE):
            with self.lock:
                if self.filled:
                    assert self.top != 0
                    self.top -= 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.push, self.pop]

    def check(self) -> None:
        pass
