"""What was paid in and what was paid out are each one number, read one after the other."""

from __future__ import annotations

import threading


class InsufficientFunds(Exception):
    """There is less money on the account than somebody wants to take."""


class Account:
    """An amount of money, in whole cents, that is never less than zero."""

    def __init__(self, balance: int) -> None:
        if balance < 0:
            raise ValueError(f"an account cannot begin with {balance} cents")
        self._paid_in = balance
        self._paid_out = 0
        self._lock = threading.Lock()

    def deposit(self, amount: int) -> None:
        if amount < 1:
            raise ValueError(f"cannot deposit {amount} cents")
        with self._lock:
            self._paid_in += amount

    def withdraw(self, amount: int) -> None:
        if amount < 1:
            raise ValueError(f"cannot withdraw {amount} cents")
        with self._lock:
            if self._paid_in - self._paid_out < amount:
                raise InsufficientFunds(amount)
            self._paid_out += amount

    @property
    def balance(self) -> int:
        return self._paid_in - self._paid_out
