"""One condition and the number of the step that is next; the lock is not held while a step runs."""

from __future__ import annotations

import threading
from collections.abc import Callable


class InOrder:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._next = 1

    def _advance(self) -> None:
        with self._changed:
            self._next += 1
            self._changed.notify_all()

    def _wait_for(self, number: int) -> None:
        with self._changed:
            while self._next != number:
                self._changed.wait()

    def first(self, f: Callable[[], None]) -> None:
        try:
            f()
        finally:
            self._advance()

    def second(self, f: Callable[[], None]) -> None:
        self._wait_for(2)
        try:
            f()
        finally:
            self._advance()

    def third(self, f: Callable[[], None]) -> None:
        self._wait_for(3)
        f()
