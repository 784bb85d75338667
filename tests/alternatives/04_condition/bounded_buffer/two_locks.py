"""Producers and consumers have a lock each, never held together, so that they do not meet.

Right for two reasons: appending to a deque and taking from its other end are one step each, and
who has changed something takes the other side's lock to say so, so that nobody can be between
looking and waiting at that moment.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class BoundedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("capacity must be positive")
        self._capacity = capacity
        self._items: deque[T] = deque()
        self._not_full = threading.Condition(threading.Lock())
        self._not_empty = threading.Condition(threading.Lock())

    def put(self, item: T) -> None:
        with self._not_full:
            while len(self._items) == self._capacity:
                self._not_full.wait()
            self._items.append(item)
        with self._not_empty:
            self._not_empty.notify()

    def get(self) -> T:
        with self._not_empty:
            while not self._items:
                self._not_empty.wait()
            item = self._items.popleft()
        with self._not_full:
            self._not_full.notify()
        return item

    def __len__(self) -> int:
        return len(self._items)
