"""A queue that can be closed: "there is an item" and "there will be none" are both news."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Closed(Exception):
    """The queue has been closed: `put` is not possible any more, or nothing is left to `get`."""


class ClosingQueue(Generic[T]):
    """First in, first out, without a limit on the number of items, until it is closed."""

    def __init__(self) -> None:
        self._items: deque[T] = deque()
        self._closed = False
        self._changed = threading.Condition()

    def put(self, item: T) -> None:
        # Under the same lock as the append: an item that slipped in after the close, and after
        # the last consumer has gone, would be accepted and never be seen again.
        with self._changed:
            if self._closed:
                raise Closed
            self._items.append(item)
            self._changed.notify()

    def get(self) -> T:
        with self._changed:
            while not self._items and not self._closed:
                self._changed.wait()
            # The items first: closed means that no more come in, not that those inside are lost.
            if not self._items:
                raise Closed
            return self._items.popleft()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            # All of them. One item is news for one consumer, but the end is news for everybody,
            # and nothing comes after it that could wake the rest.
            self._changed.notify_all()

    def __iter__(self) -> Iterator[T]:
        # Not `with self._changed:` around the whole: a generator that yields inside the block
        # holds the lock while the body of the loop runs. And no marker such as None in the queue
        # for the end: one consumer takes it, and the others wait on.
        while True:
            try:
                item = self.get()
            except Closed:
                return
            yield item
