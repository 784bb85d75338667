"""One place with two flags; the sender whose item was in it is the one who clears it."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._full = False
        self._taken = False

    def send(self, item: T) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._full)
            self._full, self._taken, self._item = True, False, item
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._taken)
            self._full = False
            self._changed.notify_all()

    def receive(self) -> T:
        with self._changed:
            self._changed.wait_for(lambda: self._full and not self._taken)
            self._taken = True
            self._changed.notify_all()
            return self._item
