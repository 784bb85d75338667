"""A check takes for granted in which order a deposit and a withdrawal were booked.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/account_bad.c: three threads, the
check started first, each under the one lock. Whenever both bookings come before the check, it
fails.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar


class Account:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.balance = 1
        self.deposited = False
        self.withdrawn = False

    def check_result(self) -> None:
        with self.lock:
            if self.deposited and self.withdrawn:
                assert self.balance == (1 - 2) - 4

    def deposit(self) -> None:
        with self.lock:
            self.balance = self.balance + 2
            self.deposited = True

    def withdraw(self) -> None:
        with self.lock:
            self.balance = self.balance - 4
            self.withdrawn = True

    def threads(self) -> list[Callable[[], None]]:
        return [self.check_result, self.deposit, self.withdraw]

    def check(self) -> None:
        pass
