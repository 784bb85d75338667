"""Two locks guard one counter.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/wronglock_bad.c (seven threads with
the wrong lock) and wronglock_3_bad.c (three of them).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Wronglock:
    expected: ClassVar[str] = "wrong result"
    wrong = 7

    def __init__(self) -> None:
        self.data_lock = threading.Lock()
        self.other_lock = threading.Lock()
        self.value = 0

    def with_the_lock(self) -> None:
        with self.data_lock:
            before = self.value
            self.value += 1
            assert self.value == before + 1

    def with_another(self) -> None:
        with self.other_lock:
            self.value += 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.with_the_lock] + [self.with_another] * self.wrong

    def check(self) -> None:
        pass


class Wronglock3(Wronglock):
    wrong = 3
