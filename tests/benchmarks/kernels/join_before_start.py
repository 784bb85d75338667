"""A thread is joined by somebody who knows it before it has been started."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "exception"

    def __init__(self) -> None:
        self.worker = threading.Thread(target=self.work)
        self.result = 0

    def work(self) -> None:
        self.result = 1

    def begin(self) -> None:
        self.worker.start()

    def finish(self) -> None:
        self.worker.join()

    def threads(self) -> list[Callable[[], None]]:
        return [self.begin, self.finish]

    def check(self) -> None:
        assert self.result == 1
