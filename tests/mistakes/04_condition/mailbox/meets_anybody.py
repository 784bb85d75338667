"""A barrier for two."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._meeting = threading.Barrier(2)

    def send(self, item: T) -> None:
        self._item = item
        self._meeting.wait()

    def receive(self) -> T:
        self._meeting.wait()
        return self._item
