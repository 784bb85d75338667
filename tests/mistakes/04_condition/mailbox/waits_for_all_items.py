"""A queue whose join() returns when nothing is left in it, whoever has put it there."""

from __future__ import annotations

import queue
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._queue: queue.Queue[T] = queue.Queue()

    def send(self, item: T) -> None:
        self._queue.put(item)
        self._queue.join()

    def receive(self) -> T:
        item = self._queue.get()
        self._queue.task_done()
        return item
