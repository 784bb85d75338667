"""Who is no longer in the period is left out; after each pause it is counted again."""

from __future__ import annotations

import threading
import time


class Throttle:
    def __init__(self, calls: int, period: float) -> None:
        if calls < 1 or period <= 0:
            raise ValueError("at least one call, in more than no time")
        self.calls = calls
        self.period = period
        self.lock = threading.Lock()
        self.times: list[float] = []

    def wait(self) -> None:
        with self.lock:
            while True:
                now = time.monotonic()
                self.times = [then for then in self.times if now - then < self.period]
                if len(self.times) < self.calls:
                    self.times.append(now)
                    return
                # What is missing may be less than the numbers of the clock are apart.
                time.sleep(self.period - (now - self.times[0]))
