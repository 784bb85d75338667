"""Seats for groups, first come, first served: the group at the head of the queue is next."""

from __future__ import annotations

import threading


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError(total)
        self._total = total
        self._free = total
        self._queue: list[object] = []
        self._changed = threading.Condition()

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        if n == 0:
            return True
        me = object()
        with self._changed:
            self._queue.append(me)
            mine = self._changed.wait_for(lambda: self._queue[0] is me and self._free >= n, timeout)
            self._queue.remove(me)
            if not mine:
                return False
            self._free -= n
            self._changed.notify_all()
            return True

    def free(self, n: int) -> None:
        with self._changed:
            if not 0 <= n <= self._total - self._free:
                raise ValueError(n)
            self._free += n
            self._changed.notify_all()
