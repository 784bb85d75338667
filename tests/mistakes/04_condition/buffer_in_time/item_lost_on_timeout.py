"""A helper thread waits for the item, and is given up when the time is up: it waits on."""

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
        self._capacity = capacity
        self._items: deque[T] = deque()
        self._changed = threading.Condition()

    def put(self, item: T, timeout: float | None = None) -> None:
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._items) < self._capacity, timeout):
                raise queue.Full
            self._items.append(item)
            self._changed.notify_all()

    def get(self, timeout: float | None = None) -> T:
        taken: list[T] = []

        def fetch() -> None:
            with self._changed:
                self._changed.wait_for(lambda: self._items)
                taken.append(self._items.popleft())
                self._changed.notify_all()

        helper = threading.Thread(target=fetch, daemon=True)
        helper.start()
        helper.join(timeout)
        if helper.is_alive():
            raise queue.Empty
        return taken[0]
