"""Seats for groups: the semaphore's own number is read, with a lock that everybody takes.

It works, in this version of Python.
"""

from __future__ import annotations

import threading


class Seats:
    def __init__(self, total: int) -> None:
        self._seats = threading.Semaphore(total)
        self._total = total
        self._changed = threading.Condition()

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        with self._changed:
            if not self._changed.wait_for(lambda: self._seats._value >= n, timeout):
                return False
            for _ in range(n):
                self._seats.acquire()
            return True

    def free(self, n: int) -> None:
        with self._changed:
            if not 0 <= n <= self._total - self._seats._value:
                raise ValueError(n)
            for _ in range(n):
                self._seats.release()
            self._changed.notify_all()
