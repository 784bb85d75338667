"""A context manager that says whether it got the lock, and releases it only then."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Refresher:
    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._lock = threading.Lock()

    @contextmanager
    def _unless_busy(self) -> Iterator[bool]:
        mine = self._lock.acquire(timeout=0)
        try:
            yield mine
        finally:
            if mine:
                self._lock.release()

    def refresh(self) -> bool:
        with self._unless_busy() as mine:
            if mine:
                self._work()
        return mine
