"""Seats for groups, as a kind of semaphore that knows what is inside of one."""

from __future__ import annotations

import threading


class Seats(threading.Semaphore):
    def __init__(self, total: int) -> None:
        super().__init__(total)
        self._total = total

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        with self._cond:
            if not self._cond.wait_for(lambda: self._value >= n, timeout):
                return False
            self._value -= n
            return True

    def free(self, n: int) -> None:
        with self._cond:
            if not 0 <= n <= self._total - self._value:
                raise ValueError(n)
            self._value += n
            self._cond.notify_all()
