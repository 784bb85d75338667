"""Slow but right: everybody waits on a lock of his own, and is called by name, in turn."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class BoundedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("capacity must be positive")
        self._capacity = capacity
        self._items: deque[T] = deque()
        self._guard = threading.Lock()
        self._putters: list[threading.Event] = []
        self._getters: list[threading.Event] = []

    def put(self, item: T) -> None:
        while True:
            with self._guard:
                if len(self._items) < self._capacity:
                    self._items.append(item)
                    self._call_next(self._getters)
                    return
                called = threading.Event()
                self._putters.append(called)
            called.wait()

    def get(self) -> T:
        while True:
            with self._guard:
                if self._items:
                    item = self._items.popleft()
                    self._call_next(self._putters)
                    return item
                called = threading.Event()
                self._getters.append(called)
            called.wait()

    def _call_next(self, waiting: list[threading.Event]) -> None:
        if waiting:
            waiting.pop(0).set()

    def __len__(self) -> int:
        with self._guard:
            return len(self._items)
