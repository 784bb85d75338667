"""`iter()` with two arguments: it calls until the marker comes, which is in no queue."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_END = object()


class Closed(Exception):
    pass


class ClosingQueue(Generic[T]):
    def __init__(self) -> None:
        self._changed = threading.Condition(threading.Lock())
        self._items: deque[T] = deque()
        self._closed = False

    def put(self, item: T) -> None:
        with self._changed:
            if self._closed:
                raise Closed("it takes no more items")
            self._items.append(item)
            self._changed.notify()

    def _take(self) -> Any:
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._closed)
            return self._items.popleft() if self._items else _END

    def get(self) -> T:
        item: T = self._take()
        if item is _END:
            raise Closed("nothing is left")
        return item

    def close(self) -> None:
        # The flag may be set before the lock is taken: whoever looked before sleeps by now.
        self._closed = True
        with self._changed:
            self._changed.notify_all()

    def __iter__(self) -> Iterator[T]:
        return iter(self._take, _END)
