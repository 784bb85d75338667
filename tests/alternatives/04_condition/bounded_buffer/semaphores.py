"""Two semaphores count the free places and the items; a lock guards the list."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class BoundedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity <= 0:
            raise ValueError("no place for anything")
        self._free = threading.Semaphore(capacity)
        self._full = threading.Semaphore(0)
        self._guard = threading.Lock()
        self._queue: deque[T] = deque()

    def put(self, item: T) -> None:
        self._free.acquire()
        with self._guard:
            self._queue.append(item)
        self._full.release()

    def get(self) -> T:
        self._full.acquire()
        with self._guard:
            item = self._queue.popleft()
        self._free.release()
        return item

    def __len__(self) -> int:
        with self._guard:
            return len(self._queue)
