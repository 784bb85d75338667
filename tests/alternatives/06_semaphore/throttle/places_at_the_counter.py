"""As many places as calls: who goes through takes one, and it is hot for a period."""

from __future__ import annotations

import heapq
import threading
import time


class Throttle:
    def __init__(self, calls: int, period: float) -> None:
        if not calls >= 1 or not period > 0:
            raise ValueError("calls and period must be positive")
        self.period = period
        self.free_from = [float("-inf")] * calls
        self.lock = threading.RLock()

    def wait(self) -> None:
        with self.lock:
            coolest = self.free_from[0]
            while coolest > time.monotonic():
                time.sleep(coolest - time.monotonic())
            heapq.heapreplace(self.free_from, time.monotonic() + self.period)
