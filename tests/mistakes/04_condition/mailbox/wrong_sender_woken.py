"""One place and one flag: "my item has been taken" is read off "the place is empty"."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._item: T | None = None
        self._full = False

    def send(self, item: T) -> None:
        with self._changed:
            while self._full:
                self._changed.wait()
            self._item = item
            self._full = True
            self._changed.notify_all()
            while self._full:
                self._changed.wait()

    def receive(self) -> T:
        with self._changed:
            while not self._full:
                self._changed.wait()
            self._full = False
            self._changed.notify_all()
            return cast("T", self._item)
