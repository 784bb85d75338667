"""The event is set after the lock has been freed: perhaps twice, which is no harm."""

from __future__ import annotations

import threading


class CountDownLatch:
    def __init__(self, count: int) -> None:
        if count < 0:
            raise ValueError(count)
        self._count = count
        self._guard = threading.RLock()
        self._opened = threading.Event()
        if not count:
            self._opened.set()

    def count_down(self) -> None:
        with self._guard:
            if self._count > 0:
                self._count -= 1
            last = self.count == 0
        if last:
            self._opened.set()

    def wait(self, timeout: float | None = None) -> bool:
        return self._opened.is_set() or self._opened.wait(timeout)

    @property
    def count(self) -> int:
        with self._guard:
            return self._count
