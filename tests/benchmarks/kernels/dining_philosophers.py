"""Three philosophers each take the left fork first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "deadlock"

    def __init__(self) -> None:
        self.forks = [threading.Lock() for _ in range(3)]
        self.meals = [0, 0, 0]

    def eat(self, place: int) -> None:
        with self.forks[place], self.forks[(place + 1) % 3]:
            self.meals[place] += 1

    def threads(self) -> list[Callable[[], None]]:
        return [partial(self.eat, place) for place in range(3)]

    def check(self) -> None:
        assert self.meals == [1, 1, 1]
