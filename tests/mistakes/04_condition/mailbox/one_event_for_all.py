"""A queue with one place and an event for "it has been taken"."""

from __future__ import annotations

import queue
import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._place: queue.Queue[T] = queue.Queue(1)
        self._taken = threading.Event()

    def send(self, item: T) -> None:
        self._place.put(item)
        self._taken.wait()
        self._taken.clear()

    def receive(self) -> T:
        item = self._place.get()
        self._taken.set()
        return item
