"""The heartbeat is a thread itself, with due times that do not drift."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Heartbeat(threading.Thread):
    def __init__(self, beat: Callable[[], object], interval: float) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self.beat = beat
        self.interval = interval
        self.parked = threading.Event()

    def run(self) -> None:
        due = time.monotonic() + self.interval
        while True:
            if self.parked.wait(max(0, due - time.monotonic())):
                return
            self.beat()
            due += self.interval

    def stop(self) -> None:
        self.parked.set()
        if self.is_alive():
            self.join()
