"""Two threads find that something is missing, and both make it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.made: dict[str, list[int]] = {}
        self.got: list[list[int]] = []

    def get(self) -> None:
        if "it" not in self.made:
            self.made["it"] = []
        self.got.append(self.made["it"])

    def threads(self) -> list[Callable[[], None]]:
        return [self.get, self.get]

    def check(self) -> None:
        assert self.got[0] is self.got[1]
