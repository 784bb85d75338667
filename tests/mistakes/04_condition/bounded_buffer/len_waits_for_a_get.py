"""One producer at a time, one consumer at a time, and len() stands in line with the producers."""

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
        self._putting = threading.Lock()
        self._getting = threading.Lock()

    def put(self, item: T) -> None:
        with self._putting:
            self._free.acquire()
            self._items.append(item)
            self._full.release()

    def get(self) -> T:
        with self._getting:
            self._full.acquire()
            item = self._items.popleft()
            self._free.release()
            return item

    def __len__(self) -> int:
        with self._putting:
            return len(self._items)
