"""A queue without an end, and a semaphore for the places in it; both know about time."""

from __future__ import annotations

import queue
import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class TimedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(capacity)
        self._items: queue.SimpleQueue[T] = queue.SimpleQueue()
        self._places = threading.BoundedSemaphore(capacity)

    def put(self, item: T, timeout: float | None = None) -> None:
        if not self._places.acquire(timeout=timeout):
            raise queue.Full
        self._items.put(item)

    def get(self, timeout: float | None = None) -> T:
        item = self._items.get(timeout=timeout)
        self._places.release()
        return item
