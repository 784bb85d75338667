"""Each call is given the time at which it may go, and sleeps until then without the lock."""

from __future__ import annotations

import threading
import time
from collections import deque


class Throttle:
    def __init__(self, calls: int, period: float) -> None:
        if calls < 1 or period <= 0:
            raise ValueError((calls, period))
        self._period = period
        self._times = deque([float("-inf")] * calls, maxlen=calls)
        self._guard = threading.Lock()

    def wait(self) -> None:
        with self._guard:
            mine = max(time.monotonic(), self._times[0] + self._period)
            self._times.append(mine)
        while (missing := mine - time.monotonic()) > 0:
            time.sleep(missing)
