"""The standard library has it."""

from __future__ import annotations

import threading


class Gate:
    def __init__(self) -> None:
        self._event = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        return self._event.wait(timeout)

    def open(self) -> None:
        self._event.set()

    def close(self) -> None:
        self._event.clear()
