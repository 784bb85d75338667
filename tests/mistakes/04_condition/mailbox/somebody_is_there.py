"""Receivers are counted, and a sender who has found one puts his item down and goes."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._receivers = 0
        self._items: deque[T] = deque()

    def send(self, item: T) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._receivers)
            self._receivers -= 1
            self._items.append(item)
            self._changed.notify_all()

    def receive(self) -> T:
        with self._changed:
            self._receivers += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._items)
            return self._items.popleft()
