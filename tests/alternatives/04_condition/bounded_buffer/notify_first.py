"""A ring of places; the notify comes first, which is right as long as the lock is kept."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class BoundedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"capacity {capacity} is less than 1")
        self._ring: list[T | None] = [None] * capacity
        self._first = 0
        self._count = 0
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)

    def put(self, item: T) -> None:
        with self._lock:
            while self._count == len(self._ring):
                self._changed.wait()
            self._changed.notify_all()
            self._ring[(self._first + self._count) % len(self._ring)] = item
            self._count += 1

    def get(self) -> T:
        with self._lock:
            while self._count == 0:
                self._changed.wait()
            self._changed.notify_all()
            item = cast("T", self._ring[self._first])
            self._ring[self._first] = None
            self._first = (self._first + 1) % len(self._ring)
            self._count -= 1
            return item

    def __len__(self) -> int:
        return self._count
