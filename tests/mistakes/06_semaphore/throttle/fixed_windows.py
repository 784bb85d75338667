"""No more than so many in a certain time: a count for each period, which begins anew at its end."""

from __future__ import annotations

import threading
import time


class Throttle:
    def __init__(self, calls: int, period: float) -> None:
        if calls < 1 or period <= 0:
            raise ValueError((calls, period))
        self._calls = calls
        self._period = period
        self._lock = threading.Lock()
        self._window = time.monotonic()
        self._count = 0

    def wait(self) -> None:
        with self._lock:
            if self._count == self._calls:
                time.sleep(max(0.0, self._window + self._period - time.monotonic()))
            now = time.monotonic()
            if now >= self._window + self._period:
                self._window += (now - self._window) // self._period * self._period
                self._count = 0
            self._count += 1
