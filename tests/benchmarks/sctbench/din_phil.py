"""Philosophers, of whom it is claimed that not all will have eaten.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/din_phil2_sat.c to din_phil7_sat.c.
There the forks are taken in an atomic section, so the meals cannot get stuck, and whoever eats last
finds the claim wrong in every interleaving. `Philosophers` leave the atomic section out: that is
the deadlock that the name promises.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import ClassVar


class DinPhil:
    expected: ClassVar[str] = "wrong result"
    size = 2

    def __init__(self) -> None:
        self.forks = [threading.Lock() for _ in range(self.size)]
        self.atomic = threading.Lock()
        self.eaten = 0

    def eat(self, place: int) -> None:
        with self.atomic, self.forks[(place + 1) % self.size], self.forks[place]:
            pass
        self.eaten += 1
        assert self.eaten != self.size

    def threads(self) -> list[Callable[[], None]]:
        return [partial(self.eat, place) for place in range(self.size)]

    def check(self) -> None:
        pass


class DinPhil3(DinPhil):
    size = 3


class DinPhil4(DinPhil):
    size = 4


class DinPhil5(DinPhil):
    size = 5


class DinPhil6(DinPhil):
    size = 6


class DinPhil7(DinPhil):
    size = 7


class Philosophers(DinPhil):
    expected: ClassVar[str] = "deadlock"

    def eat(self, place: int) -> None:
        with self.forks[(place + 1) % self.size], self.forks[place]:
            pass


class Philosophers3(Philosophers):
    size = 3


class Philosophers4(Philosophers):
    size = 4


class Philosophers5(Philosophers):
    size = 5


class Philosophers6(Philosophers):
    size = 6


class Philosophers7(Philosophers):
    size = 7
