"""One thread guards the total with one lock, the other with another."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.orders = threading.Lock()
        self.refunds = threading.Lock()
        self.total = 10

    def order(self) -> None:
        with self.orders:
            self.total += 5

    def refund(self) -> None:
        with self.refunds:
            self.total -= 3

    def threads(self) -> list[Callable[[], None]]:
        return [self.order, self.refund]

    def check(self) -> None:
        assert self.total == 12
