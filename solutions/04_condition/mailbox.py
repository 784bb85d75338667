"""A hand-over: every item goes with a note of its own, on which the receiver signs for it."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class _Offer(Generic[T]):
    """One item on its way."""

    item: T
    taken: bool = False


class Mailbox(Generic[T]):
    """Hands items from senders to receivers, without keeping any. Many threads on both sides."""

    def __init__(self) -> None:
        # In a queue, although each sender offers one item only: there may be many senders. A single
        # place, with a flag that says whether it is taken, needs a second flag for "has been
        # received", and whose item that was the flag does not tell: by the time a sender looks, the
        # next one may have put his own item there.
        self._offers: deque[_Offer[T]] = deque()
        self._lock = threading.Lock()
        self._offered = threading.Condition(self._lock)
        self._taken = threading.Condition(self._lock)

    def send(self, item: T) -> None:
        offer = _Offer(item)
        with self._lock:
            self._offers.append(offer)
            # One item is something for one receiver, and any of them will do.
            self._offered.notify()
            while not offer.taken:
                self._taken.wait()

    def receive(self) -> T:
        with self._lock:
            while not self._offers:
                self._offered.wait()
            offer = self._offers.popleft()
            offer.taken = True
            # It concerns one sender only, but a particular one, and notify() cannot be told which.
            # The others look at their own offers and wait on.
            self._taken.notify_all()
            return offer.item
