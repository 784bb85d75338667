"""No lock in sight: the value itself is the token, and who has taken it out is alone with it."""

from __future__ import annotations

import queue


class Counter:
    def __init__(self, start: int = 0) -> None:
        self._box: queue.Queue[int] = queue.Queue()
        self._box.put(start)

    def increment(self, by: int = 1) -> int:
        value = self._box.get()
        try:
            value = value + by
        finally:
            self._box.put(value)
        return value

    @property
    def value(self) -> int:
        value = self._box.get()
        self._box.put(value)
        return value
