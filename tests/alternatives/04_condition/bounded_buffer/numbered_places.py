"""A dataclass whose items are numbered and stand in a heap; `len(self)` within its own lock."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(eq=False)
class BoundedBuffer(Generic[T]):
    capacity: int
    _heap: list[tuple[int, list[T]]] = field(default_factory=list, init=False)
    _numbers: Iterator[int] = field(default_factory=itertools.count, init=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, init=False)

    def __post_init__(self) -> None:
        if self.capacity < 1:
            raise ValueError("capacity must be positive")
        self._news = threading.Condition(self._lock)

    def put(self, item: T) -> None:
        with self._lock:
            while len(self) >= self.capacity:
                self._news.wait()
            heapq.heappush(self._heap, (next(self._numbers), [item]))
            self._news.notify_all()

    def get(self) -> T:
        with self._news:
            while not self:
                self._news.wait()
            _, (item,) = heapq.heappop(self._heap)
            self._news.notify_all()
            return item

    def __len__(self) -> int:
        with self._lock:
            return len(self._heap)
