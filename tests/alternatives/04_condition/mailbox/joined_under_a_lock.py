"""Queue.join() waits for every item, and with a lock around it there is never more than one."""

from __future__ import annotations

import queue
import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._items: queue.Queue[T] = queue.Queue()
        self._sending = threading.Lock()

    def send(self, item: T) -> None:
        with self._sending:
            self._items.put(item)
            self._items.join()

    def receive(self) -> T:
        item = self._items.get()
        self._items.task_done()
        return item
