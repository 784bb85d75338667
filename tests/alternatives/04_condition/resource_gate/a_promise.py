"""A Future stands for the next opening: it is kept when the gate opens, and then it is renewed."""

from __future__ import annotations

import threading
from concurrent.futures import Future


class Gate:
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._opening: Future[bool] = Future()

    def wait(self, timeout: float | None = None) -> bool:
        with self._guard:
            opening = self._opening
        try:
            return opening.result(timeout)
        except TimeoutError:
            return False

    def open(self) -> None:
        with self._guard:
            if not self._opening.done():
                self._opening.set_result(True)

    def close(self) -> None:
        with self._guard:
            if self._opening.done():
                self._opening = Future()
