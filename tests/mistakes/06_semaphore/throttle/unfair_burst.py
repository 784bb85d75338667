"""No more than so many in a certain time: each call has its moment on a timetable."""

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
        self._count = 0
        self._begin = 0.0

    def wait(self) -> None:
        with self._lock:
            if self._count == 0:
                self._begin = time.monotonic()
            due = self._begin + self._count // self._calls * self._period
            self._count += 1
            # When nobody has come for a while, many moments of the timetable have gone by unused.
            time.sleep(max(0.0, due - time.monotonic()))
