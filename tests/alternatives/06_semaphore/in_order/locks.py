"""Two locks that are taken from the start, and freed by another thread when it is time."""

from __future__ import annotations

import threading
from collections.abc import Callable


class InOrder:
    def __init__(self) -> None:
        self._second = threading.Lock()
        self._third = threading.Lock()
        self._second.acquire()
        self._third.acquire()

    def first(self, f: Callable[[], None]) -> None:
        try:
            f()
        finally:
            self._second.release()

    def second(self, f: Callable[[], None]) -> None:
        with self._second:
            try:
                f()
            finally:
                self._third.release()

    def third(self, f: Callable[[], None]) -> None:
        with self._third:
            f()
