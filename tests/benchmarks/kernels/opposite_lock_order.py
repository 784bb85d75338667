"""Two transfers take the same two locks in opposite order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "deadlock"

    def __init__(self) -> None:
        self.left_lock = threading.Lock()
        self.right_lock = threading.Lock()
        self.left = 10
        self.right = 10

    def to_the_right(self) -> None:
        with self.left_lock, self.right_lock:
            self.left -= 1
            self.right += 1

    def to_the_left(self) -> None:
        with self.right_lock, self.left_lock:
            self.right -= 1
            self.left += 1

    def threads(self) -> list[Callable[[], None]]:
        return [self.to_the_right, self.to_the_left]

    def check(self) -> None:
        assert self.left + self.right == 20
