"""How often has each side come? One condition, and everybody compares with the own number."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Rendezvous:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._came = {"left": 0, "right": 0}

    def _meet(self, me: str, other: str) -> None:
        with self._changed:
            self._came[me] += 1
            mine = self._came[me]
            self._changed.notify_all()
            while self._came[other] < mine:
                self._changed.wait()

    def left(self, f: Callable[[], None]) -> None:
        self._meet("left", "right")
        f()

    def right(self, f: Callable[[], None]) -> None:
        self._meet("right", "left")
        f()
