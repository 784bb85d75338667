"""A barrier made of a counter and an event lets one thread into the second round alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting = 0
        self.all_here = threading.Event()
        self.round = [0, 0]

    def meet(self) -> None:
        with self.lock:
            self.waiting += 1
            if self.waiting == 2:
                self.waiting = 0
                self.all_here.set()
        self.all_here.wait()

    def work(self, own: int) -> None:
        for number in (1, 2):
            self.round[own] = number
            self.meet()
            assert self.round[1 - own] >= number

    def threads(self) -> list[Callable[[], None]]:
        return [partial(self.work, 0), partial(self.work, 1)]

    def check(self) -> None:
        pass
