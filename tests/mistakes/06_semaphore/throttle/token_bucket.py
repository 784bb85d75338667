"""No more than so many in a certain time: tokens drip into a bucket, as many as may go through."""

from __future__ import annotations

import threading
import time


class Throttle:
    def __init__(self, calls: int, period: float) -> None:
        if calls < 1 or period <= 0:
            raise ValueError((calls, period))
        self._calls = calls
        self._rate = calls / period
        self._tokens = float(calls)
        self._last = time.monotonic()
        self._lock = threading.Lock()

    def wait(self) -> None:
        with self._lock:
            now = time.monotonic()
            self._tokens = min(self._calls, self._tokens + (now - self._last) * self._rate)
            self._last = now
            if self._tokens < 1:
                pause = (1 - self._tokens) / self._rate
                time.sleep(pause)
                self._last += pause
                self._tokens = 1
            self._tokens -= 1
