"""Two threads that meet. Each takes the other's flag down, but a flag cannot be up twice."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Rendezvous:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._left_is_here = False
        self._right_is_here = False

    def left(self, f: Callable[[], None]) -> None:
        with self._changed:
            self._left_is_here = True
            self._changed.notify_all()
            while not self._right_is_here:
                self._changed.wait()
            self._right_is_here = False
        f()

    def right(self, f: Callable[[], None]) -> None:
        with self._changed:
            self._right_is_here = True
            self._changed.notify_all()
            while not self._left_is_here:
                self._changed.wait()
            self._left_is_here = False
        f()
