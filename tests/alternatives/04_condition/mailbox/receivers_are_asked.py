"""The other way round: receivers put down an empty box, and senders look for one to fill."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._new_box = threading.Condition(self._guard)
        self._boxes: list[tuple[list[T], threading.Condition]] = []

    def send(self, item: T) -> None:
        with self._guard:
            while not self._boxes:
                self._new_box.wait()
            box, filled = self._boxes.pop()  # the receiver is there, and this item is his
            box.append(item)
            filled.notify()

    def receive(self) -> T:
        box: list[T] = []
        filled = threading.Condition(self._guard)
        with self._guard:
            self._boxes.append((box, filled))
            self._new_box.notify()
            while not box:
                filled.wait()
            return box[0]
