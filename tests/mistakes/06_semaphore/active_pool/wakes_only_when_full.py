"""No more than so many at a time: a list of names, and a condition for its length."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ActivePool:
    def __init__(self, limit: int) -> None:
        if limit < 1:
            raise ValueError(limit)
        self._limit = limit
        self._names: list[str] = []
        self._left = threading.Condition()

    @contextmanager
    def working(self) -> Iterator[None]:
        name = threading.current_thread().name
        with self._left:
            while len(self._names) == self._limit:
                self._left.wait()
            self._names.append(name)
        try:
            yield
        finally:
            with self._left:
                was_full = len(self._names) == self._limit
                self._names.remove(name)
                if was_full:
                    self._left.notify()

    def active(self) -> list[str]:
        with self._left:
            return self._names.copy()
