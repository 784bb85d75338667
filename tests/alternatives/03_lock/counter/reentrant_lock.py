"""An RLock, so that the methods may use one another while they hold it."""

from __future__ import annotations

import threading


class Counter:
    def __init__(self, start: int = 0) -> None:
        self._lock = threading.RLock()
        self._total = start

    def increment(self, by: int = 1) -> int:
        self._lock.acquire()
        try:
            self._total = self.value + by
            return self.value
        finally:
            self._lock.release()

    @property
    def value(self) -> int:
        with self._lock:
            return self._total
