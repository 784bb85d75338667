"""A queue and a semaphore for "one has been taken"."""

from __future__ import annotations

import queue
import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._items: queue.SimpleQueue[T] = queue.SimpleQueue()
        self._taken = threading.Semaphore(0)

    def send(self, item: T) -> None:
        self._items.put(item)
        self._taken.acquire()

    def receive(self) -> T:
        item = self._items.get()
        self._taken.release()
        return item
