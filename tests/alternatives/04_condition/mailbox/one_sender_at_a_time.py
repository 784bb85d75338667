"""Senders queue for a lock; the one who has it hands over with two semaphores."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._sending = threading.Lock()
        self._item: T | None = None
        self._there = threading.Semaphore(0)
        self._gone = threading.Semaphore(0)

    def send(self, item: T) -> None:
        with self._sending:
            self._item = item
            self._there.release()
            self._gone.acquire()

    def receive(self) -> T:
        self._there.acquire()
        item = cast("T", self._item)
        self._item = None
        self._gone.release()
        return item
