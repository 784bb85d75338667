"""A semaphore after all: what is not enough is given back at once, with the counter's lock held."""

from __future__ import annotations

import threading


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError(total)
        self._total = total
        self._permits = threading.Semaphore(total)
        self._taken = 0
        self._changed = threading.Condition()

    def _take(self, n: int) -> bool:
        for got in range(n):
            if not self._permits.acquire(blocking=False):
                if got:
                    self._permits.release(got)
                return False
        return True

    def book(self, n: int, timeout: float | None = None) -> bool:
        if n < 0 or n > self._total:
            raise ValueError(n)
        with self._changed:
            booked = self._changed.wait_for(lambda: self._take(n), timeout)
            self._taken += n * booked
            return booked

    def free(self, n: int) -> None:
        with self._changed:
            if n < 0 or n > self._taken:
                raise ValueError(n)
            self._taken -= n
            if n > 0:
                self._permits.release(n)
            self._changed.notify_all()
