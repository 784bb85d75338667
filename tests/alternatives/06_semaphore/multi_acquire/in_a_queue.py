"""First come, first served: each group waits at a semaphore of its own, and is called by name."""

from __future__ import annotations

import threading
from collections import deque


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError("fewer than no seats")
        self.total = total
        self.taken = 0
        self.lock = threading.Lock()
        self.waiting: deque[tuple[int, threading.Semaphore]] = deque()

    def _call_next(self) -> None:
        while self.waiting and self.taken + self.waiting[0][0] <= self.total:
            n, called = self.waiting.popleft()
            self.taken += n
            called.release()

    def book(self, n: int, timeout: float | None = None) -> bool:
        if n not in range(self.total + 1):
            raise ValueError("there are not so many")
        if n == 0:
            return True
        me = (n, threading.Semaphore(0))
        with self.lock:
            self.waiting.append(me)
            self._call_next()
        if me[1].acquire(timeout=timeout):
            return True
        with self.lock:
            if me not in self.waiting:
                return True  # called at the last moment
            self.waiting.remove(me)
            self._call_next()  # the next ones may have waited behind this one only
            return False

    def free(self, n: int) -> None:
        with self.lock:
            if n < 0 or self.taken < n:
                raise ValueError("so many are not taken")
            self.taken -= n
            self._call_next()
