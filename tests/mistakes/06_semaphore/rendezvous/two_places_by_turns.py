"""Two threads that meet, at two places by turns, so that no event has to be cleared."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Rendezvous:
    def __init__(self) -> None:
        self._left_is_here = [threading.Event(), threading.Event()]
        self._right_is_here = [threading.Event(), threading.Event()]
        self._lefts = self._rights = 0

    def left(self, f: Callable[[], None]) -> None:
        place = self._lefts % 2
        self._lefts += 1
        self._left_is_here[place].set()
        self._right_is_here[place].wait()
        f()

    def right(self, f: Callable[[], None]) -> None:
        place = self._rights % 2
        self._rights += 1
        self._right_is_here[place].set()
        self._left_is_here[place].wait()
        f()
