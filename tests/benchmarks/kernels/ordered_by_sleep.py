"""A thread sleeps a while and hopes that the other is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "wrong result"
    hasty: ClassVar[bool] = True

    def __init__(self) -> None:
        self.order: list[str] = []

    def first(self) -> None:
        self.order.append("first")

    def second(self) -> None:
        time.sleep(0.01)
        self.order.append("second")

    def threads(self) -> list[Callable[[], None]]:
        return [self.first, self.second]

    def check(self) -> None:
        assert self.order == ["first", "second"]
