"""A semaphore after all: only one group at a time collects its seats, so nobody holds half."""

from __future__ import annotations

import threading
import time


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError("total")
        self._total = total
        self._seats = threading.Semaphore(total)
        self._counter = threading.Lock()
        self._taken = 0
        self._taken_lock = threading.Lock()

    def book(self, n: int, timeout: float | None = None) -> bool:
        if n < 0 or n > self._total:
            raise ValueError(n)
        if n == 0:
            return True
        end = None if timeout is None else time.monotonic() + timeout
        if not self._counter.acquire(timeout=-1 if timeout is None else max(0, timeout)):
            return False
        try:
            for collected in range(n):
                left = None if end is None else max(0, end - time.monotonic())
                if not self._seats.acquire(timeout=left):
                    if collected:
                        self._seats.release(collected)
                    return False
            with self._taken_lock:
                self._taken += n
            return True
        finally:
            self._counter.release()

    def free(self, n: int) -> None:
        with self._taken_lock:
            if n < 0 or n > self._taken:
                raise ValueError(n)
            self._taken -= n
        for _ in range(n):
            self._seats.release()
