"""A Timer whose thread does not stop after one call; a lock is held while the function runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Every(threading.Timer):
    def __init__(self, interval: float, function: Callable[[], object]) -> None:
        super().__init__(interval, function)
        self.calling = threading.RLock()  # one that the function can take once more, in cancel()

    def run(self) -> None:
        due = time.monotonic()
        while True:
            due += self.interval
            self.finished.wait(due - time.monotonic())
            with self.calling:
                if self.finished.is_set():
                    return
                self.function()

    def cancel(self) -> None:
        super().cancel()
        with self.calling:
            pass
