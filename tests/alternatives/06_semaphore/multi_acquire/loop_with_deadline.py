"""A plain lock below the condition, a loop, and a deadline of its own."""

from __future__ import annotations

import threading
import time


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError(total)
        self._value = total
        self._total = total
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)

    def book(self, n: int, timeout: float | None = None) -> bool:
        if n < 0 or n > self._total:
            raise ValueError(n)
        end = float("inf") if timeout is None else time.monotonic() + timeout
        with self._lock:
            while self._value < n:
                left = None if timeout is None else end - time.monotonic()
                if left is not None and left <= 0:
                    return False
                self._changed.wait(left)
            self._value -= n
        return True

    def free(self, n: int) -> None:
        with self._lock:
            if n < 0 or self._value + n > self._total:
                raise ValueError(n)
            self._value += n
            self._changed.notify_all()
