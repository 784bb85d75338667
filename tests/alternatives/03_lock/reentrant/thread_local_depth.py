"""A Lock, taken by the outermost call only: each thread notes whether it is inside."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Inventory:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mine = threading.local()
        self._counts: dict[str, int] = {}

    @contextmanager
    def _step(self) -> Iterator[dict[str, int]]:
        if getattr(self._mine, "inside", False):
            yield self._counts
            return
        with self._lock:
            self._mine.inside = True
            try:
                yield self._counts
            finally:
                self._mine.inside = False

    def add(self, item: str, n: int) -> None:
        with self._step() as counts:
            counts[item] = counts.get(item, 0) + n

    def remove(self, item: str, n: int) -> None:
        with self._step() as counts:
            if counts.get(item, 0) < n:
                raise ValueError
            counts[item] -= n

    def move(self, item: str, other: str, n: int) -> None:
        with self._step():
            self.remove(item, n)
            self.add(other, n)

    def count(self, item: str) -> int:
        with self._step() as counts:
            return counts.get(item, 0)

    def snapshot(self) -> dict[str, int]:
        with self._step() as counts:
            return dict(filter(lambda pair: pair[1], counts.items()))
