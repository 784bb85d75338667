"""Two values are set in two locked stages; a reader between the stages finds them at odds.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/twostage_bad.c (one writer) and
twostage_100_bad.c (ninety-nine writers), one reader behind them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Twostage:
    expected: ClassVar[str] = "wrong result"
    writers = 1

    def __init__(self) -> None:
        self.first_lock = threading.Lock()
        self.second_lock = threading.Lock()
        self.first = 0
        self.second = 0

    def write(self) -> None:
        with self.first_lock:
            self.first = 1
        with self.second_lock:
            self.second = self.first + 1

    def read(self) -> None:
        with self.first_lock:
            if self.first == 0:
                return
            first = self.first
        with self.second_lock:
            second = self.second
        assert second == first + 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.write] * self.writers + [self.read]

    def check(self) -> None:
        pass


class Twostage100(Twostage):
    writers = 99
