"""Three philosophers take the fork with the lower number first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "nothing"

    def __init__(self) -> None:
        self.forks = [threading.Lock() for _ in range(3)]
        self.meals = [0, 0, 0]

    def eat(self, place: int) -> None:
        low, high = sorted((place, (place + 1) % 3))
        with self.forks[low], self.forks[high]:
            self.meals[place] += 1

    def threads(self) -> list[Callable[[], None]]:
        return [partial(self.eat, place) for place in range(3)]

    def check(self) -> None:
        assert self.meals == [1, 1, 1]
