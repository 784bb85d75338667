"""A semaphore after all. Each permit is given back a period later, by whoever comes next."""

from __future__ import annotations

import threading
import time
from queue import SimpleQueue


class Throttle:
    def __init__(self, calls: int, period: float) -> None:
        if calls < 1:
            raise ValueError(f"{calls} calls")
        if period <= 0:
            raise ValueError(f"a period of {period}")
        self._period = period
        self._permits = threading.BoundedSemaphore(calls)
        self._door = threading.Lock()
        self._due: SimpleQueue[float] = SimpleQueue()

    def wait(self) -> None:
        self._door.acquire()
        try:
            if not self._permits.acquire(blocking=False):
                pause = self._due.get() - time.monotonic()
                if pause > 0:
                    time.sleep(pause)
                self._permits.release()
                self._permits.acquire()
            self._due.put(time.monotonic() + self._period)
        finally:
            self._door.release()
