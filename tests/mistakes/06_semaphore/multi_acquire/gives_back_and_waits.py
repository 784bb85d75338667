"""Seats for groups. Who has not got all gives back what it has, and waits for somebody to leave."""

from __future__ import annotations

import threading
import time


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError(total)
        self._total = total
        self._permits = threading.Semaphore(total)
        self._taken = 0
        self._freed = threading.Condition()

    def _take(self, n: int) -> bool:
        got = 0
        while got < n and self._permits.acquire(blocking=False):
            got += 1
        if got < n and got:
            self._permits.release(got)
        return got == n

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        end = None if timeout is None else time.monotonic() + timeout
        while not self._take(n):
            with self._freed:
                left = None if end is None else end - time.monotonic()
                if left is not None and left <= 0:
                    return False
                self._freed.wait(left)
        with self._freed:
            self._taken += n
        return True

    def free(self, n: int) -> None:
        with self._freed:
            if not 0 <= n <= self._taken:
                raise ValueError(n)
            self._taken -= n
        if n:
            self._permits.release(n)
        with self._freed:
            self._freed.notify_all()
