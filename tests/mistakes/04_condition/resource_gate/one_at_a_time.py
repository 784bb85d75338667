"""A lock that is held while the gate is closed; whoever goes through takes it and frees it."""

from __future__ import annotations

import threading


class Gate:
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._is_open = False
        self._gate = threading.Lock()
        self._gate.acquire()

    def wait(self, timeout: float | None = None) -> bool:
        if not self._gate.acquire(timeout=-1 if timeout is None else timeout):
            return False
        self._gate.release()
        return True

    def open(self) -> None:
        with self._guard:
            if not self._is_open:
                self._is_open = True
                self._gate.release()

    def close(self) -> None:
        with self._guard:
            if self._is_open:
                self._is_open = False
                self._gate.acquire()
