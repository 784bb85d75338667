"""Gives up without a last look, but passes on the wakeup that may have been meant for it."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class TimedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("no place for anything")
        self._capacity = capacity
        self._items: deque[T] = deque()
        self._lock = threading.RLock()
        self._getters = threading.Condition(self._lock)
        self._putters = threading.Condition(self._lock)

    def put(self, item: T, timeout: float | None = None) -> None:
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._lock:
            while len(self._items) == self._capacity:
                if not self._wait(self._putters, deadline):
                    self._putters.notify()
                    raise queue.Full
            self._items.append(item)
            self._getters.notify()

    def get(self, timeout: float | None = None) -> T:
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._lock:
            while not self._items:
                if not self._wait(self._getters, deadline):
                    self._getters.notify()
                    raise queue.Empty
            self._putters.notify()
            return self._items.popleft()

    def _wait(self, condition: threading.Condition, deadline: float | None) -> bool:
        if deadline is None:
            return condition.wait()
        return condition.wait(max(0, deadline - time.monotonic()))
