"""Keeps a journal of all changes and adds it up whenever somebody asks: slow, but right."""

from __future__ import annotations

import threading


class Inventory:
    """How many there are of each item. Any number of threads may use it at the same time."""

    def __init__(self) -> None:
        self._journal: list[tuple[str, int]] = []
        self._lock = threading.RLock()

    def add(self, item: str, n: int) -> None:
        with self._lock:
            self._journal.append((item, n))

    def remove(self, item: str, n: int) -> None:
        with self._lock:
            if self.count(item) < n:
                raise ValueError(f"there are not {n} of {item}")
            self._journal.append((item, -n))

    def move(self, item: str, other: str, n: int) -> None:
        with self._lock:
            self.remove(item, n)
            self.add(other, n)

    def count(self, item: str) -> int:
        with self._lock:
            return sum(n for name, n in self._journal if name == item)

    def snapshot(self) -> dict[str, int]:
        with self._lock:
            counts = {item: self.count(item) for item, _ in self._journal}
        return {item: n for item, n in counts.items() if n > 0}
