"""A marker for the end, in a queue of the standard library; who takes it puts it back."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_END = object()


class Closed(Exception):
    pass


class ClosingQueue(Generic[T]):
    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._entrance = threading.Lock()
        self._closed = False

    def put(self, item: T) -> None:
        with self._entrance:
            if self._closed:
                raise Closed("no more")
            self._queue.put(item)

    def get(self) -> T:
        item: T = self._queue.get()
        if item is _END:
            self._queue.put(_END)
            raise Closed
        return item

    def close(self) -> None:
        with self._entrance:
            if not self._closed:
                self._closed = True
                self._queue.put(_END)

    def __iter__(self) -> Iterator[T]:
        while True:
            try:
                yield self.get()
            except Closed:
                return
