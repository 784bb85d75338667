"""The flag that says the data is there is raised before the data is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.ready = False
        self.data = 0
        self.seen: int | None = None

    def publish(self) -> None:
        self.ready = True
        self.data = 42

    def read(self) -> None:
        if self.ready:
            self.seen = self.data

    def threads(self) -> list[Callable[[], None]]:
        return [self.publish, self.read]

    def check(self) -> None:
        assert self.seen in (None, 42)
