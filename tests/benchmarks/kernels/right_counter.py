"""Three threads increment a counter under a lock."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "nothing"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.value = 0

    def increment(self) -> None:
        with self.lock:
            self.value += 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.increment, self.increment, self.increment]

    def check(self) -> None:
        assert self.value == 3
