"""close() wakes one, who wakes the next as he leaves; a generator made of iter() and get."""

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
        self._lock = threading.Lock()
        self._news = threading.Condition(self._lock)
        self._items: deque[T] = deque()
        self._closed = False

    def put(self, item: T) -> None:
        self._lock.acquire()
        try:
            if self._closed:
                raise Closed
            self._items.append(item)
            self._news.notify()
        finally:
            self._lock.release()

    def _take(self) -> tuple[bool, T | None]:
        with self._lock:
            while True:
                if self._items:
                    return True, self._items.popleft()
                if self._closed:
                    self._news.notify()
                    return False, None
                self._news.wait()

    def get(self) -> T:
        there, item = self._take()
        if not there:
            raise Closed
        return item  # type: ignore[return-value]

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._news.notify()

    def __iter__(self) -> Iterator[T]:
        there, item = self._take()
        while there:
            yield item  # type: ignore[misc]
            there, item = self._take()
