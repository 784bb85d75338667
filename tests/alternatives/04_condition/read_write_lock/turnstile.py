"""Semaphores and no condition: all pass a turnstile, where a waiting writer stands in the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self) -> None:
        self._turnstile = threading.Lock()
        self._room = threading.Semaphore(1)
        self._guard = threading.Lock()
        self._readers = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._turnstile:
            pass
        with self._guard:
            self._readers += 1
            if self._readers == 1:
                self._room.acquire()
        try:
            yield
        finally:
            with self._guard:
                self._readers -= 1
                if self._readers == 0:
                    self._room.release()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._turnstile, self._room:
            yield
