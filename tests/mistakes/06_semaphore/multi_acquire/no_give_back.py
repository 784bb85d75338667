"""Seats for groups, one group at a time at the counter; who gives up leaves its permits taken."""

from __future__ import annotations

import threading


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError(total)
        self._total = total
        self._seats = threading.BoundedSemaphore(total)
        self._counter = threading.Lock()

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        with self._counter:
            return all(self._seats.acquire(timeout=timeout) for _ in range(n))

    def free(self, n: int) -> None:
        if n < 0:
            raise ValueError(n)
        for _ in range(n):
            self._seats.release()
