"""The ids of items that have been taken, in a set."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._items: deque[T] = deque()
        self._taken: set[int] = set()

    def send(self, item: T) -> None:
        with self._changed:
            self._items.append(item)
            self._changed.notify_all()
            self._changed.wait_for(lambda: id(item) in self._taken)
            self._taken.discard(id(item))

    def receive(self) -> T:
        with self._changed:
            self._changed.wait_for(lambda: self._items)
            item = self._items.popleft()
            self._taken.add(id(item))
            self._changed.notify_all()
            return item
