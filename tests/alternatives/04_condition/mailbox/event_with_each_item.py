"""A queue of items, each with an event that its receiver sets."""

from __future__ import annotations

import queue
import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._offers: queue.SimpleQueue[tuple[T, threading.Event]] = queue.SimpleQueue()

    def send(self, item: T) -> None:
        taken = threading.Event()
        self._offers.put((item, taken))
        taken.wait()

    def receive(self) -> T:
        item, taken = self._offers.get()
        taken.set()
        return item
