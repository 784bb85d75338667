"""Seats for groups, first come, first served. Even whoever wants nothing stands in the queue."""

from __future__ import annotations

import threading
from collections import deque


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError(total)
        self._total = total
        self._free = total
        self._changed = threading.Condition()
        self._queue: deque[object] = deque()

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        me = object()
        with self._changed:
            self._queue.append(me)
            try:
                if not self._changed.wait_for(
                    lambda: self._queue[0] is me and self._free >= n, timeout
                ):
                    return False
                self._free -= n
                return True
            finally:
                self._queue.remove(me)
                self._changed.notify_all()

    def free(self, n: int) -> None:
        with self._changed:
            if not 0 <= n <= self._total - self._free:
                raise ValueError(n)
            self._free += n
            self._changed.notify_all()
