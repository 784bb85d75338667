"""The deadline by hand, one condition for all, everybody woken at every change."""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import Empty, Full
from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class TimedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(capacity)
        self._places = capacity
        self._items: list[T] = []
        self._changed = Condition()

    def put(self, item: T, timeout: float | None = None) -> None:
        with self._changed:
            if not self._becomes(lambda: len(self._items) < self._places, timeout):
                raise Full
            self._items.append(item)
            self._changed.notify_all()

    def get(self, timeout: float | None = None) -> T:
        with self._changed:
            if not self._becomes(lambda: bool(self._items), timeout):
                raise Empty
            self._changed.notify_all()
            return self._items.pop(0)

    def _becomes(self, true: Callable[[], bool], timeout: float | None) -> bool:
        end = None if timeout is None else time.monotonic() + timeout
        while not true():
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                return False
            self._changed.wait(left)
        return True
