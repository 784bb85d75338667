"""Seats for groups, by a semaphore of which the private number is read by a detour."""

from __future__ import annotations

import threading


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError(total)
        self._total = total
        self._permits = threading.Semaphore(total)
        self._changed = threading.Condition()

    def _left(self) -> int:
        return int(vars(self._permits)["_value"])

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        with self._changed:
            if not self._changed.wait_for(lambda: self._left() >= n, timeout):
                return False
            for _ in range(n):
                self._permits.acquire()
            return True

    def free(self, n: int) -> None:
        with self._changed:
            if not 0 <= n <= self._total - self._left():
                raise ValueError(n)
            if n:
                self._permits.release(n)
            self._changed.notify_all()
