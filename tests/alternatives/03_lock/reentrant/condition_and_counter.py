"""A Condition has an RLock inside; a collections.Counter keeps the numbers."""

from __future__ import annotations

import threading
from collections import Counter


class Inventory:
    def __init__(self) -> None:
        self._alone = threading.Condition()
        self._items: Counter[str] = Counter()

    def add(self, item: str, n: int) -> None:
        with self._alone:
            self._items[item] += n

    def remove(self, item: str, n: int) -> None:
        with self._alone:
            if self._items[item] < n:
                raise ValueError(item)
            self._items[item] -= n

    def move(self, item: str, other: str, n: int) -> None:
        with self._alone:
            self.remove(item, n)
            self.add(other, n)

    def count(self, item: str) -> int:
        with self._alone:
            return self._items[item]

    def snapshot(self) -> dict[str, int]:
        with self._alone:
            return dict(+self._items)
