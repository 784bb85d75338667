"""Each call is made by a Timer of its own, which makes the next one under a lock."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Heartbeat:
    def __init__(self, beat: Callable[[], object], interval: float) -> None:
        self.beat = beat
        self.interval = interval
        self.lock = threading.Lock()
        self.timer: threading.Timer | None = None
        self.started = False
        self.stopped = False

    def start(self) -> None:
        with self.lock:
            if self.started:
                raise RuntimeError("a heartbeat can only be started once")
            self.started = True
            if not self.stopped:
                self._start_timer()

    def _start_timer(self) -> None:
        self.timer = threading.Timer(self.interval, self._call)
        self.timer.daemon = True
        self.timer.start()

    def _call(self) -> None:
        self.beat()
        with self.lock:
            if not self.stopped:
                self._start_timer()

    def stop(self) -> None:
        with self.lock:
            self.stopped = True
            timer = self.timer
        # From here on nobody makes another one.
        if timer is not None:
            timer.cancel()
            timer.join()
