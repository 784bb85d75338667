"""Euros and cents are two numbers, and whoever reads takes no lock."""

from __future__ import annotations

import threading


class InsufficientFunds(Exception):
    """There is less money on the account than somebody wants to take."""


class Account:
    """An amount of money, in whole cents, that is never less than zero."""

    def __init__(self, balance: int) -> None:
        if balance < 0:
            raise ValueError(f"an account cannot begin with {balance} cents")
        self._euros, self._cents = divmod(balance, 100)
        self._lock = threading.Lock()

    def deposit(self, amount: int) -> None:
        if amount < 1:
            raise ValueError(f"cannot deposit {amount} cents")
        with self._lock:
            self._euros, self._cents = divmod(self.balance + amount, 100)

    def withdraw(self, amount: int) -> None:
        if amount < 1:
            raise ValueError(f"cannot withdraw {amount} cents")
        with self._lock:
            if self.balance < amount:
                raise InsufficientFunds(amount)
            self._euros, self._cents = divmod(self.balance - amount, 100)

    @property
    def balance(self) -> int:
        return self._euros * 100 + self._cents
