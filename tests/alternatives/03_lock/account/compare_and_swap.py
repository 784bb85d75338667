"""The sum is made without the lock, and stored only if the balance is still what it was."""

from __future__ import annotations

import threading


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, balance: int) -> None:
        if balance < 0:
            raise ValueError(balance)
        self._cents = balance
        self._swap = threading.Lock()

    def deposit(self, amount: int) -> None:
        self._require_positive(amount)
        self._change(amount)

    def withdraw(self, amount: int) -> None:
        self._require_positive(amount)
        self._change(-amount)

    def _require_positive(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError(amount)

    def _change(self, by: int) -> None:
        while True:
            before = self._cents
            if before + by < 0:
                raise InsufficientFunds
            with self._swap:
                if self._cents == before:
                    self._cents = before + by
                    return

    @property
    def balance(self) -> int:
        return self._cents
