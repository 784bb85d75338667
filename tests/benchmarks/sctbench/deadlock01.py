"""Two threads take two locks in opposite order.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/deadlock01_bad.c.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Deadlock01:
    expected: ClassVar[str] = "deadlock"

    def __init__(self) -> None:
        self.a = threading.Lock()
        self.b = threading.Lock()
        self.counter = 1

    def up(self) -> None:
        with self.a, self.b:
            self.counter += 1

    def down(self) -> None:
        with self.b, self.a:
            self.counter -= 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.up, self.down]

    def check(self) -> None:
        pass
