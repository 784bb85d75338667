"""The number alone, under a condition."""

from __future__ import annotations

import threading


class CountDownLatch:
    def __init__(self, count: int) -> None:
        if count < 0:
            raise ValueError(count)
        self._missing = count
        self._changed = threading.Condition()

    def count_down(self) -> None:
        with self._changed:
            self._missing = max(0, self._missing - 1)
            self._changed.notify_all()

    def wait(self, timeout: float | None = None) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._missing == 0, timeout)

    @property
    def count(self) -> int:
        return self._missing
