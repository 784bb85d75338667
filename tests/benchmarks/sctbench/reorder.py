"""Setters change two values one after the other; a checker must see both changed or neither.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/reorder_3_bad.c, reorder_4_bad.c,
reorder_5_bad.c, reorder_10_bad.c and reorder_20_bad.c, with the number of threads as in the
translations of cmu-pasta/spaghetti-bench: one checker behind all the setters, but ten of each in
reorder_20. To be found, a checker must come while every setter so far stands between its two
changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar


class Reorder3:
    expected: ClassVar[str] = "wrong result"
    setters = 2
    checkers = 1

    def __init__(self) -> None:
        self.a = 0
        self.b = 0

    def set(self) -> None:
        self.a = 1
        self.b = -1

    def look(self) -> None:
        assert (self.a == 0 and self.b == 0) or (self.a == 1 and self.b == -1)

    def threads(self) -> list[Callable[[], None]]:
        return [self.set] * self.setters + [self.look] * self.checkers

    def check(self) -> None:
        pass


class Reorder4(Reorder3):
    setters = 3


class Reorder5(Reorder3):
    setters = 4


class Reorder10(Reorder3):
    setters = 9


class Reorder20(Reorder3):
    setters = 10
    checkers = 10
