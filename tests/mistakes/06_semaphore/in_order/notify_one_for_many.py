"""Three steps in order, by a condition. Both the second and the third may wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable


class InOrder:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._done = 0

    def _is_done(self, step: int) -> None:
        with self._changed:
            self._done = step
            self._changed.notify()

    def _wait_for(self, step: int) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._done >= step)

    def first(self, f: Callable[[], None]) -> None:
        try:
            f()
        finally:
            self._is_done(1)

    def second(self, f: Callable[[], None]) -> None:
        self._wait_for(1)
        try:
            f()
        finally:
            self._is_done(2)

    def third(self, f: Callable[[], None]) -> None:
        self._wait_for(2)
        f()
