"""Semaphores, and who gives up gives back a permit that he has not got."""

from __future__ import annotations

import queue
import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class TimedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(capacity)
        self._free = threading.Semaphore(capacity)
        self._full = threading.Semaphore(0)
        self._items: deque[T] = deque()

    def put(self, item: T, timeout: float | None = None) -> None:
        if not self._free.acquire(timeout=timeout):
            self._free.release()
            raise queue.Full
        self._items.append(item)
        self._full.release()

    def get(self, timeout: float | None = None) -> T:
        if not self._full.acquire(timeout=timeout):
            raise queue.Empty
        item = self._items.popleft()
        self._free.release()
        return item
