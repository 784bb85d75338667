"""A thread that waits in a condition for its time or for the word of who cancels."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any


class Reminder:
    def __init__(self, seconds: float, function: Callable[..., object], *args: Any) -> None:
        self._seconds = seconds
        self._deadline = 0.0
        self._call = lambda: function(*args)
        self._changed = threading.Condition()
        self._state = "waiting"
        self._thread = threading.Thread(target=self._run)

    def start(self) -> None:
        if self._thread.ident is None:
            self._deadline = time.monotonic() + self._seconds
        self._thread.start()

    def _run(self) -> None:
        with self._changed:
            while self._state == "waiting":
                left = self._deadline - time.monotonic()
                if left <= 0:
                    self._state = "called"
                else:
                    self._changed.wait(left)
            if self._state == "cancelled":
                return
        self._call()

    def cancel(self) -> bool:
        with self._changed:
            if self._state == "waiting":
                self._state = "cancelled"
                self._changed.notify()
            return self._state == "cancelled"
