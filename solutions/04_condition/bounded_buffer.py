"""A buffer with a limit: one state, one lock, and a condition for each thing worth waiting for."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class BoundedBuffer(Generic[T]):
    """Holds at most `capacity` items, first in, first out, for any number of threads."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"capacity must be at least 1, not {capacity}")
        self._capacity = capacity
        self._items: deque[T] = deque()
        # There is one state, so there is one lock, and both conditions use it. There are two
        # conditions because there are two things to wait for: with a single one, notify() might
        # wake another producer where a consumer was needed, and that wakeup would be spent for
        # nothing. (A single condition with notify_all() is right too; it wakes more than it needs.)
        self._lock = threading.Lock()
        self._not_empty = threading.Condition(self._lock)
        self._not_full = threading.Condition(self._lock)

    def put(self, item: T) -> None:
        with self._lock:
            # `while`, because being woken means "look again" and no more: between notify() and
            # the moment this thread has the lock back, another may have taken the place.
            while len(self._items) >= self._capacity:
                self._not_full.wait()
            self._items.append(item)
            # One item is work for one consumer. Notified every time: "only if it was empty" saves
            # nothing, and forgets the second of two consumers when two items come at once.
            self._not_empty.notify()

    def get(self) -> T:
        with self._lock:
            while not self._items:
                self._not_empty.wait()
            item = self._items.popleft()
            self._not_full.notify()
            return item

    def __len__(self) -> int:
        # Not used by `put`, which holds the lock already and could not take it a second time.
        with self._lock:
            return len(self._items)
