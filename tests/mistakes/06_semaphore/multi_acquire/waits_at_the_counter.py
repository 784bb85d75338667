"""Seats for groups: one lock for the whole of book(), and the same one for free()."""

from __future__ import annotations

import threading


class Seats:
    def __init__(self, total: int) -> None:
        self._seats = threading.BoundedSemaphore(total)
        self._total = total
        self._taken = 0
        self._lock = threading.Lock()

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        with self._lock:
            for collected in range(n):
                if not self._seats.acquire(timeout=timeout):
                    for _ in range(collected):
                        self._seats.release()
                    return False
            self._taken += n
            return True

    def free(self, n: int) -> None:
        with self._lock:
            if not 0 <= n <= self._taken:
                raise ValueError(n)
            self._taken -= n
            for _ in range(n):
                self._seats.release()
