"""The opener wakes one, and whoever comes through wakes the next: slower, and right."""

from __future__ import annotations

import threading


class Gate:
    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._open = False

    def wait(self, timeout: float | None = None) -> bool:
        with self._condition:
            through = self._condition.wait_for(lambda: self._open, timeout)
            if through:
                self._condition.notify()
            return through

    def open(self) -> None:
        with self._condition:
            self._open = True
            self._condition.notify()

    def close(self) -> None:
        with self._condition:
            self._open = False
