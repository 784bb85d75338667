"""An event for each opening; a closed gate that is closed again keeps the event it has."""

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
        if self._event.is_set():
            self._event = threading.Event()
