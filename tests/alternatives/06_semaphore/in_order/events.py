"""Events do as well: each of these things happens once, and stays so."""

from __future__ import annotations

import threading
from collections.abc import Callable


class InOrder:
    def __init__(self) -> None:
        self._done = [threading.Event() for _ in range(4)]
        self._done[0].set()

    def _step(self, number: int, f: Callable[[], None]) -> None:
        self._done[number - 1].wait()
        try:
            f()
        finally:
            self._done[number].set()

    def first(self, f: Callable[[], None]) -> None:
        self._step(1, f)

    def second(self, f: Callable[[], None]) -> None:
        self._step(2, f)

    def third(self, f: Callable[[], None]) -> None:
        self._step(3, f)
