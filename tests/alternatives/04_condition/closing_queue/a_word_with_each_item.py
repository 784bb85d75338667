"""In a queue of the standard library, each item in a pair: is this one, or is it the end?"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Closed(Exception):
    pass


class ClosingQueue(Generic[T]):
    def __init__(self) -> None:
        self._pairs: queue.Queue[tuple[bool, Any]] = queue.Queue()
        self._entrance = threading.Lock()
        self._closed = threading.Event()

    def put(self, item: T) -> None:
        with self._entrance:
            if self._closed.is_set():
                raise Closed
            self._pairs.put((True, item))

    def get(self) -> T:
        is_item, item = self._pairs.get()
        if is_item:
            return item  # type: ignore[no-any-return]
        self._pairs.put((False, None))
        raise Closed

    def close(self) -> None:
        with self._entrance:
            if not self._closed.is_set():
                self._closed.set()
                self._pairs.put((False, None))

    def __iter__(self) -> Iterator[T]:
        try:
            while not self._closed.is_set() or not self._pairs.empty():
                yield self.get()
        except Closed:
            return
