"""An RLock made by hand of a Lock, its owner, and a count."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Inventory:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner: int | None = None
        self._depth = 0
        self._items: dict[str, int] = {}

    @contextmanager
    def _alone(self) -> Iterator[None]:
        me = threading.get_ident()
        # Nobody but this thread ever writes this thread's number there.
        if self._owner != me:
            self._lock.acquire()
            self._owner = me
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._owner = None
                self._lock.release()

    def add(self, item: str, n: int) -> None:
        with self._alone():
            self._items[item] = self._items.get(item, 0) + n

    def remove(self, item: str, n: int) -> None:
        with self._alone():
            if item not in self._items or self._items[item] < n:
                raise ValueError(f"too few {item}")
            self._items[item] -= n
            if not self._items[item]:
                del self._items[item]

    def move(self, item: str, other: str, n: int) -> None:
        with self._alone():
            self.remove(item, n)
            self.add(other, n)

    def count(self, item: str) -> int:
        with self._alone():
            return self._items.get(item, 0)

    def snapshot(self) -> dict[str, int]:
        with self._alone():
            return self._items.copy()
