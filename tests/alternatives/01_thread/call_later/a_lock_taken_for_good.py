"""The right to decide is a lock that is taken once and never given back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class Reminder:
    def __init__(self, seconds: float, function: Callable[..., object], *args: Any) -> None:
        self._seconds = seconds
        self._function = function
        self._args = args
        self._right_to_call = threading.Lock()
        self._right_to_cancel = threading.Lock()
        self._cancelled = False
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._thread is not None:
            raise RuntimeError("already started")
        self._thread = threading.Thread(target=self._wait_and_call)
        self._thread.start()

    def _wait_and_call(self) -> None:
        self._wake.wait(self._seconds)
        if self._right_to_call.acquire(blocking=False):
            self._function(*self._args)

    def cancel(self) -> bool:
        with self._right_to_cancel:
            if not self._cancelled:
                self._cancelled = self._right_to_call.acquire(blocking=False)
                self._wake.set()
            return self._cancelled
