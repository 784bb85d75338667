"""Two threads increment a counter that no lock guards."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.value = 0

    def increment(self) -> None:
        self.value += 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.increment, self.increment]

    def check(self) -> None:
        assert self.value == 2
