"""acquire() and release() by hand, and a list that is changed in single steps."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager


class ActivePool:
    def __init__(self, limit: int) -> None:
        if limit < 1:
            raise ValueError("limit")
        self._semaphore = threading.Semaphore(limit)
        self._active: list[threading.Thread] = []

    @contextmanager
    def working(self) -> Generator[None]:
        self._semaphore.acquire()
        try:
            self._active.append(threading.current_thread())
            try:
                yield
            finally:
                self._active.remove(threading.current_thread())
        finally:
            self._semaphore.release()

    def active(self) -> list[str]:
        return [thread.name for thread in self._active.copy()]
