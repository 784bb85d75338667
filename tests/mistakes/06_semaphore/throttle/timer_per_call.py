"""No more than so many in a certain time: a semaphore, and a Timer that gives each permit back."""

from __future__ import annotations

import threading


class Throttle:
    def __init__(self, calls: int, period: float) -> None:
        if calls < 1 or period <= 0:
            raise ValueError((calls, period))
        self._period = period
        self._permits = threading.BoundedSemaphore(calls)

    def wait(self) -> None:
        self._permits.acquire()
        threading.Timer(self._period, self._permits.release).start()
