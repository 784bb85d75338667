"""The deadline is a whole number of nanoseconds; without a limit it is infinite."""

from __future__ import annotations

import math
import queue
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class TimedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(capacity)
        self._capacity = capacity
        self._items: list[T] = []
        self._changed = threading.Condition()

    def put(self, item: T, timeout: float | None = None) -> None:
        with self._changed:
            self._wait_while(lambda: len(self._items) >= self._capacity, timeout, queue.Full)
            self._items.append(item)
            self._changed.notify_all()

    def get(self, timeout: float | None = None) -> T:
        with self._changed:
            self._wait_while(lambda: not self._items, timeout, queue.Empty)
            try:
                return self._items.pop(0)
            finally:
                self._changed.notify_all()

    def _wait_while(
        self, busy: Callable[[], bool], timeout: float | None, error: type[Exception]
    ) -> None:
        limit = math.inf if timeout is None else timeout
        end = time.monotonic_ns() + limit * 1e9
        while busy():
            left = (end - time.monotonic_ns()) / 1e9
            if left <= 0:
                raise error
            self._changed.wait(None if left == math.inf else left)
