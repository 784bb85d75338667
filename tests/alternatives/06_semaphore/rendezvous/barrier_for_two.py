"""A rendezvous is a barrier for two."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Rendezvous:
    def __init__(self) -> None:
        self._barrier = threading.Barrier(2)

    def left(self, f: Callable[[], None]) -> None:
        self._barrier.wait()
        f()

    right = left
