"""One condition, everybody woken at every change, and a predicate instead of a loop."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class BoundedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(capacity)
        self._places = capacity
        self._items: list[T] = []
        self._changed = threading.Condition()

    def put(self, item: T) -> None:
        with self._changed:
            self._changed.wait_for(lambda: len(self) < self._places)
            self._items.append(item)
            self._changed.notify_all()

    def get(self) -> T:
        with self._changed:
            self._changed.wait_for(lambda: len(self) > 0)
            item = self._items.pop(0)
            self._changed.notify_all()
        return item

    def __len__(self) -> int:
        with self._changed:  # an RLock underneath: `put` and `get` hold it already
            return len(self._items)
