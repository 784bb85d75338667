"""A condition for each item, all with one lock, and the newest item first."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class _Offer(Generic[T]):
    __slots__ = ("done", "item", "taken")

    def __init__(self, item: T, lock: threading.RLock) -> None:
        self.item = item
        self.taken = threading.Condition(lock)
        self.done = False


class Mailbox(Generic[T]):
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._offered = threading.Condition(self._lock)
        self._offers: list[_Offer[T]] = []

    def send(self, item: T) -> None:
        with self._lock:
            offer = _Offer(item, self._lock)
            self._offers.append(offer)
            self._offered.notify()
            offer.taken.wait_for(lambda: offer.done)

    def receive(self) -> T:
        with self._lock:
            self._offered.wait_for(lambda: self._offers)
            offer = self._offers.pop()
            offer.done = True
            offer.taken.notify()
            return offer.item
