"""The gate is a condition itself, with slots for the rest of its state."""

from __future__ import annotations

import threading
import time


class Gate(threading.Condition):
    __slots__ = ("_state",)

    def __init__(self) -> None:
        super().__init__(threading.RLock())
        self._state = {"open": False}

    @property
    def _is_open(self) -> bool:
        with self:
            return self._state["open"]

    @_is_open.setter
    def _is_open(self, value: bool) -> None:
        with self:
            self._state["open"] = value
            if value:
                self.notify_all()

    def wait(self, timeout: float | None = None) -> bool:
        begin = time.perf_counter()
        left = timeout
        with self:
            while not self._is_open:
                if left is not None:
                    left = timeout - (time.perf_counter() - begin)
                    if left <= 0:
                        return False
                super().wait(left)
            return True

    def open(self) -> None:
        self._is_open = True

    def close(self) -> None:
        self._is_open = False
