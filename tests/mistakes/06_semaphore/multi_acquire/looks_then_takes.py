"""Seats for groups: it looks whether there are enough, then takes them, one after another."""

from __future__ import annotations

import threading


class Seats:
    def __init__(self, total: int) -> None:
        self._seats = threading.BoundedSemaphore(total)
        self._total = total
        self._free = total
        self._changed = threading.Condition()

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        with self._changed:
            if not self._changed.wait_for(lambda: self._free >= n, timeout):
                return False
        for _ in range(n):
            self._seats.acquire()
            with self._changed:
                self._free -= 1
        return True

    def free(self, n: int) -> None:
        with self._changed:
            if not 0 <= n <= self._total - self._free:
                raise ValueError(n)
            for _ in range(n):
                self._seats.release()
            self._free += n
            self._changed.notify_all()
