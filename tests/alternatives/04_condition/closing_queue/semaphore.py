"""A semaphore counts the items; the permit of the end is passed on from one to the next."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Closed(Exception):
    pass


class ClosingQueue(Generic[T]):
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._items: deque[T] = deque()
        self._closed = False
        self._permits = threading.Semaphore(0)

    def put(self, item: T) -> None:
        with self._guard:
            if self._closed:
                raise Closed
            self._items.append(item)
            self._permits.release()

    def get(self) -> T:
        self._permits.acquire()
        with self._guard:
            if self._items:
                return self._items.popleft()
        self._permits.release()  # the permit of the end, passed on
        raise Closed

    def close(self) -> None:
        with self._guard:
            if not self._closed:
                self._closed = True
                self._permits.release()

    def __iter__(self) -> Iterator[T]:
        try:
            while True:
                yield self.get()
        except Closed:
            pass
