"""An empty place is one with None in it, which is right for all items but one."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._sending = threading.Lock()
        self._item: T | None = None

    def send(self, item: T) -> None:
        with self._sending, self._changed:
            self._item = item
            self._changed.notify_all()
            while self._item is not None:
                self._changed.wait()

    def receive(self) -> T:
        with self._changed:
            while self._item is None:
                self._changed.wait()
            item, self._item = self._item, None
            self._changed.notify_all()
            return item
