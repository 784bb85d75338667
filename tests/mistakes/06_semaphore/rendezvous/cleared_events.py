"""Two threads that meet, by an event for each side, which is cleared for the next time."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Rendezvous:
    def __init__(self) -> None:
        self._left_is_here = threading.Event()
        self._right_is_here = threading.Event()

    def left(self, f: Callable[[], None]) -> None:
        self._left_is_here.set()
        self._right_is_here.wait()
        # Cleared for the next time; but the other one may be here for the next time already.
        self._right_is_here.clear()
        f()

    def right(self, f: Callable[[], None]) -> None:
        self._right_is_here.set()
        self._left_is_here.wait()
        self._left_is_here.clear()
        f()
