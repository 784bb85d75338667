"""No condition: everybody waits on a lock of his own, and the opener frees them all."""

from __future__ import annotations

import threading


class Gate:
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._open = False
        self._waiting: list[threading.Lock] = []

    def wait(self, timeout: float | None = None) -> bool:
        with self._guard:
            if self._open:
                return True
            own = threading.Lock()
            own.acquire()
            self._waiting.append(own)
        if own.acquire(timeout=-1 if timeout is None else max(timeout, 0)):
            return True
        with self._guard:
            if own in self._waiting:
                self._waiting.remove(own)
                return False
            return True  # opened at the last moment

    def open(self) -> None:
        with self._guard:
            self._open = True
            for own in self._waiting:
                own.release()
            self._waiting.clear()

    def close(self) -> None:
        with self._guard:
            self._open = False
