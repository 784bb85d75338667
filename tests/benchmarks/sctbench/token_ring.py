"""Three threads pass a value round a ring, and a check believes in one order of them.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/token_ring_bad.c. Each step is
atomic there, and under one lock here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class TokenRing:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.atomic = threading.Lock()
        self.x1, self.x2, self.x3 = 1, 2, 1
        self.done1 = self.done2 = self.done3 = False

    def first(self) -> None:
        with self.atomic:
            self.x1 = (self.x3 + 1) % 4
            self.done1 = True

    def second(self) -> None:
        with self.atomic:
            self.x2 = self.x1
            self.done2 = True

    def third(self) -> None:
        with self.atomic:
            self.x3 = self.x2
            self.done3 = True

    def look(self) -> None:
        with self.atomic:
            if self.done1 and self.done2 and self.done3:
                assert self.x1 == self.x2 == self.x3

    def threads(self) -> list[Callable[[], None]]:
        return [self.first, self.second, self.third, self.look]

    def check(self) -> None:
        pass
