"""The standard library has it."""

from __future__ import annotations

import queue
from typing import Generic, TypeVar

T = TypeVar("T")


class TimedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("capacity must be positive")
        self._queue: queue.Queue[T] = queue.Queue(capacity)

    def put(self, item: T, timeout: float | None = None) -> None:
        self._queue.put(item, timeout=timeout)

    def get(self, timeout: float | None = None) -> T:
        return self._queue.get(timeout=timeout)
