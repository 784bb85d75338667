"""A buffer with a limit and with deadlines: whoever gives up looks once more before he goes."""

from __future__ import annotations

import queue
import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class TimedBuffer(Generic[T]):
    """Holds at most `capacity` items, first in, first out, for threads with little time."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"capacity must be at least 1, not {capacity}")
        self._capacity = capacity
        self._items: deque[T] = deque()
        self._lock = threading.Lock()
        self._not_empty = threading.Condition(self._lock)
        self._not_full = threading.Condition(self._lock)

    def put(self, item: T, timeout: float | None = None) -> None:
        with self._lock:
            # wait_for makes a deadline of the timeout when it begins, and each time it is woken
            # for nothing it waits for what is left of it. wait(timeout) in a loop would begin
            # anew each time.
            if not self._not_full.wait_for(self._has_room, timeout):
                raise queue.Full
            self._items.append(item)
            self._not_empty.notify()

    def get(self, timeout: float | None = None) -> T:
        with self._lock:
            # What wait_for returns is what the predicate said last, after the time was up if it
            # comes to that, and with the lock held. That last look is not for politeness. A thread
            # whose time is up still stands in the condition's queue until it has the lock back,
            # and a notify in between may be spent on it. If it gave up without looking, the item
            # would lie there while another thread, which was not notified, goes on waiting.
            if not self._not_empty.wait_for(self._has_items, timeout):
                raise queue.Empty
            item = self._items.popleft()
            self._not_full.notify()
            return item

    # Predicates are called by wait_for, with the lock held: they must not take it again.

    def _has_room(self) -> bool:
        return len(self._items) < self._capacity

    def _has_items(self) -> bool:
        return len(self._items) > 0
