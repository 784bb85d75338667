"""The balance is asked for under the lock, and paid from under the lock, but not both under one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.amount = 10

    def balance(self) -> int:
        with self.lock:
            return self.amount

    def withdraw(self, amount: int) -> None:
        with self.lock:
            self.amount -= amount

    def pay(self) -> None:
        if self.balance() >= 10:
            self.withdraw(10)

    def threads(self) -> list[Callable[[], None]]:
        return [self.pay, self.pay]

    def check(self) -> None:
        assert self.amount == 0
