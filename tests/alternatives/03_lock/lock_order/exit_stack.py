"""The set of the locks that are needed, sorted, and an exit stack that holds them."""

from __future__ import annotations

import threading
from contextlib import ExitStack


class Account:
    def __init__(self, balance: int) -> None:
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source: Account, target: Account, amount: int) -> None:
    with ExitStack() as stack:
        for lock in sorted({source.lock, target.lock}, key=id):
            stack.enter_context(lock)
        if amount > source.balance:
            raise ValueError("not enough")
        source.balance -= amount
        target.balance += amount
