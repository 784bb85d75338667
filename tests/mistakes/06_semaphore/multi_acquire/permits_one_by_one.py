"""Seats for groups, by a semaphore from which each group takes its permits one after another."""

from __future__ import annotations

import threading


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError(total)
        self._total = total
        self._seats = threading.BoundedSemaphore(total)

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        for taken in range(n):
            if not self._seats.acquire(timeout=timeout):
                if taken:
                    self._seats.release(taken)
                return False
        return True

    def free(self, n: int) -> None:
        if n < 0:
            raise ValueError(n)
        for _ in range(n):
            self._seats.release()
