"""Whoever finds nobody on the other side leaves a Future there and waits for it."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._senders: deque[tuple[Future[None], T]] = deque()
        self._receivers: deque[Future[T]] = deque()

    def send(self, item: T) -> None:
        with self._guard:
            if self._receivers:
                self._receivers.popleft().set_result(item)
                return
            taken: Future[None] = Future()
            self._senders.append((taken, item))
        taken.result()

    def receive(self) -> T:
        with self._guard:
            if self._senders:
                taken, item = self._senders.popleft()
                taken.set_result(None)
                return item
            box: Future[T] = Future()
            self._receivers.append(box)
        return box.result()
