"""The end is one more item: whoever takes it knows, and nobody else does."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_END = object()


class Closed(Exception):
    pass


class ClosingQueue(Generic[T]):
    def __init__(self) -> None:
        self._queue: queue.Queue[Any] = queue.Queue()
        self._closed = False

    def put(self, item: T) -> None:
        if self._closed:
            raise Closed
        self._queue.put(item)

    def get(self) -> T:
        item: T = self._queue.get()
        if item is _END:
            raise Closed
        return item

    def close(self) -> None:
        self._closed = True
        self._queue.put(_END)

    def __iter__(self) -> Iterator[T]:
        while True:
            try:
                yield self.get()
            except Closed:
                return
