"""A single place; items are numbered, and a sender waits until his number has been taken."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._place: list[T] = []
        self._sent = 0
        self._received = 0

    def send(self, item: T) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._place)
            self._place.append(item)
            self._sent += 1
            number = self._sent
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._received >= number)

    def receive(self) -> T:
        with self._changed:
            self._changed.wait_for(lambda: self._place)
            self._received += 1
            self._changed.notify_all()
            return self._place.pop()
