"""The stock of a warehouse: one method holds the lock and calls others that take it again."""

from __future__ import annotations

import threading


class Inventory:
    """How many there are of each item. Any number of threads may use it at the same time."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        # An RLock, because `move` calls `remove` and `add` while it holds it. With a Lock it would
        # wait for itself. Helpers without a lock, called by all three, are the other way out, and
        # a good one; but here subclasses override the public methods, and those take the lock.
        self._lock = threading.RLock()

    def add(self, item: str, n: int) -> None:
        with self._lock:
            self._counts[item] = self.count(item) + n

    def remove(self, item: str, n: int) -> None:
        with self._lock:
            left = self.count(item) - n
            if left < 0:
                raise ValueError(f"there are not {n} of {item}")
            self._counts[item] = left

    def move(self, item: str, other: str, n: int) -> None:
        # The block in `remove` releases the lock, too, but an RLock counts: it is free for others
        # only when this outer block has ended. Without the outer block, others could come in
        # between the two calls and find `n` parts missing.
        with self._lock:
            # In this order: if there are too few, `remove` raises, and nothing has changed yet.
            self.remove(item, n)
            self.add(other, n)

    def count(self, item: str) -> int:
        with self._lock:
            return self._counts.get(item, 0)

    def snapshot(self) -> dict[str, int]:
        with self._lock:
            return {item: n for item, n in self._counts.items() if n > 0}
