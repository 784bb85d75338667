"""The numbers by which a run knows its objects."""

from __future__ import annotations

from typing import final


@final
class Numbering:
    """Numbers objects as they are met, so runs that begin alike give them the same numbers."""

    __slots__ = ("_kept", "_numbers")

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._kept: list[object] = []

    def of(self, subject: object) -> int:
        """The number of `subject`, from 1 on. It is kept: no other object gets its identity."""
        identity = id(subject)
        number = self._numbers.get(identity)
        if number is None:
            self._kept.append(subject)
            number = self._numbers[identity] = len(self._kept)
        return number
