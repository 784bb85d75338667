"""A new Timer for each call: right if each is reckoned from the start, and set under a lock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Every:
    def __init__(self, interval: float, function: Callable[[], object]) -> None:
        self.interval = interval
        self.function = function
        self.lock = threading.RLock()
        self.begin: float | None = None
        self.calls = 0
        self.cancelled = False
        self.timer: threading.Timer | None = None

    def start(self) -> None:
        with self.lock:
            if self.begin is not None:
                raise RuntimeError("started already")
            self.begin = time.monotonic()
            self._set_timer()

    def _set_timer(self) -> None:
        assert self.begin is not None
        if not self.cancelled:
            left = self.begin + (self.calls + 1) * self.interval - time.monotonic()
            self.timer = threading.Timer(max(left, 0), self._call)
            self.timer.start()

    def _call(self) -> None:
        with self.lock:
            if not self.cancelled:
                self.calls += 1
                self.function()
                self._set_timer()

    def cancel(self) -> None:
        self.cancelled = True  # before the lock: while this waits for it, no call may begin
        with self.lock:
            if self.timer is not None:
                self.timer.cancel()
