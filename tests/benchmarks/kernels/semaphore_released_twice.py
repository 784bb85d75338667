"""A semaphore that stands for one permit is given back twice, and lets two in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.permit = threading.Semaphore(1)
        self.inside = 0

    def work_and_give_up(self) -> None:
        self.permit.acquire()
        try:
            self.permit.release()
        finally:
            self.permit.release()

    def work(self) -> None:
        with self.permit:
            self.inside += 1
            assert self.inside == 1
            self.inside -= 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.work_and_give_up, self.work, self.work]

    def check(self) -> None:
        pass
