"""Two semaphores, and one of them is released too early."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class BoundedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(capacity)
        self._free = threading.Semaphore(capacity)
        self._full = threading.Semaphore(0)
        self._items: deque[T] = deque()

    def put(self, item: T) -> None:
        self._free.acquire()
        self._items.append(item)
        self._full.release()

    def get(self) -> T:
        self._full.acquire()
        self._free.release()
        return self._items.popleft()

    def __len__(self) -> int:
        return len(self._items)
