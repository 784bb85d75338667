"""A condition whose timeout is the pause; each looks again whether it may go now."""

from __future__ import annotations

import threading
import time


class Throttle:
    def __init__(self, calls: int, period: float) -> None:
        if calls < 1 or period <= 0:
            raise ValueError((calls, period))
        self._calls = calls
        self._period = period
        self._passed: list[float] = []
        self._condition = threading.Condition()

    def wait(self) -> None:
        with self._condition:
            while True:
                now = time.monotonic()
                self._passed = [t for t in self._passed if t + self._period > now]
                if len(self._passed) < self._calls:
                    self._passed.append(now)
                    return
                # Nobody ever notifies: it is only time that has to pass.
                self._condition.wait(self._passed[0] + self._period - now)
