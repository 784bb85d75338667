"""Two threads that meet at a barrier, which each of them makes as new behind itself."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Rendezvous:
    def __init__(self) -> None:
        self._barrier = threading.Barrier(2)

    def left(self, f: Callable[[], None]) -> None:
        self._barrier.wait()
        self._barrier.reset()
        f()

    def right(self, f: Callable[[], None]) -> None:
        self._barrier.wait()
        self._barrier.reset()
        f()
