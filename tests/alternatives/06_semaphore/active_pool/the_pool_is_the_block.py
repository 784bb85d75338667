"""working() returns the pool itself, which is a context manager, and any thread may enter it."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager


class ActivePool(AbstractContextManager[None]):
    def __init__(self, limit: int) -> None:
        if limit < 1:
            raise ValueError(limit)
        self._permits = threading.Semaphore(limit)
        self._guard = threading.RLock()
        self._inside: list[str] = []

    def working(self) -> ActivePool:
        return self

    def __enter__(self) -> None:
        self._permits.acquire()
        with self._guard:
            self._inside.append(threading.current_thread().name)

    def __exit__(self, *exception: object) -> None:
        with self._guard:
            self._inside.remove(threading.current_thread().name)
        self._permits.release()

    def active(self) -> list[str]:
        with self._guard:
            return sorted(self._inside)
