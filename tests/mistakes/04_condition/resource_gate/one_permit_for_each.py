"""A semaphore in place of the condition: whoever comes next may have the permit."""

from __future__ import annotations

import threading


class Gate:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_open = False
        self._waiting = 0
        self._permits = threading.Semaphore(0)

    def wait(self, timeout: float | None = None) -> bool:
        with self._lock:
            if self._is_open:
                return True
            if timeout == 0:
                return False
            self._waiting += 1
        return self._permits.acquire(timeout=timeout)

    def open(self) -> None:
        with self._lock:
            self._is_open = True
            for _ in range(self._waiting):
                self._permits.release()
            self._waiting = 0

    def close(self) -> None:
        with self._lock:
            self._is_open = False
