"""So many in a certain time, counted from the first call of each period."""

from __future__ import annotations

import threading
import time


class Throttle:
    def __init__(self, calls: int, period: float) -> None:
        if calls < 1 or period <= 0:
            raise ValueError("calls and period must be positive")
        self._calls = calls
        self._period = period
        self._turn = threading.Lock()
        self._begin = float("-inf")
        self._count = 0

    def wait(self) -> None:
        with self._turn:
            if self._count == self._calls:
                while (missing := self._begin + self._period - time.monotonic()) > 0:
                    time.sleep(missing)
            if time.monotonic() >= self._begin + self._period:
                self._begin = time.monotonic()
                self._count = 0
            self._count += 1
