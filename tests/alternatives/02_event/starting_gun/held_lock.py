"""A lock is held until the signal; each runner takes it and frees it at once for the next."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence


class Race:
    def __init__(self, runners: Sequence[Callable[[], object]]) -> None:
        self._line = threading.Lock()
        self._line.acquire()
        self._firing = threading.Lock()
        self._threads = [
            threading.Thread(target=lambda runner=runner: self._run(runner)) for runner in runners
        ]

    def line_up(self) -> None:
        for thread in self._threads:
            thread.start()

    def fire(self) -> None:
        if self._firing.acquire(blocking=False):
            self._line.release()

    def finish(self, timeout: float | None = None) -> bool:
        if timeout is None:
            for thread in self._threads:
                thread.join()
            return True
        deadline = time.monotonic() + timeout
        for thread in self._threads:
            thread.join(max(0, deadline - time.monotonic()))
            if thread.is_alive():
                return False
        return True

    def _run(self, runner: Callable[[], object]) -> None:
        with self._line:
            pass
        runner()
