"""The standard library has it."""

from __future__ import annotations

import queue
from typing import Generic, TypeVar

T = TypeVar("T")


class BoundedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("capacity must be positive")
        self._queue: queue.Queue[T] = queue.Queue(maxsize=capacity)

    def put(self, item: T) -> None:
        self._queue.put(item)

    def get(self) -> T:
        return self._queue.get()

    def __len__(self) -> int:
        return self._queue.qsize()
