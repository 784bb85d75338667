"""A queue without an end, and a semaphore for the places in it."""

from __future__ import annotations

import queue
import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class BoundedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(capacity)
        self._items: queue.SimpleQueue[T] = queue.SimpleQueue()
        self._places = threading.BoundedSemaphore(capacity)

    def put(self, item: T) -> None:
        self._places.acquire()
        self._items.put(item)

    def get(self) -> T:
        item = self._items.get()
        self._places.release()
        return item

    def __len__(self) -> int:
        return self._items.qsize()
