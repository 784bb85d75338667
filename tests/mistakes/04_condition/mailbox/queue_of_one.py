"""A queue with one place: it limits how far senders run ahead, and they do run ahead."""

from __future__ import annotations

import queue
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._queue: queue.Queue[T] = queue.Queue(1)

    def send(self, item: T) -> None:
        self._queue.put(item)

    def receive(self) -> T:
        return self._queue.get()
