"""A bank account: looking and acting on what was seen are one step, under one lock."""

from __future__ import annotations

import threading


class InsufficientFunds(Exception):
    """There is less money on the account than somebody wants to take."""


class Account:
    """An amount of money, in whole cents, that is never less than zero."""

    def __init__(self, balance: int) -> None:
        if balance < 0:
            raise ValueError(f"an account cannot begin with {balance} cents")
        self._balance = balance
        # One lock for everything that touches the balance. A lock for deposits and another one for
        # withdrawals would let a deposit and a withdrawal overwrite each other.
        self._lock = threading.Lock()

    def deposit(self, amount: int) -> None:
        # What concerns the argument alone needs no lock: nobody else has it.
        if amount < 1:
            raise ValueError(f"cannot deposit {amount} cents")
        with self._lock:
            self._balance += amount

    def withdraw(self, amount: int) -> None:
        if amount < 1:
            raise ValueError(f"cannot withdraw {amount} cents")
        with self._lock:
            # What is seen here stays true to the end of the block, and no longer. Were the lock
            # freed between the two lines, another thread could take the money that was seen.
            # `with` frees it also when the exception leaves the block.
            if self._balance < amount:
                raise InsufficientFunds(f"{self._balance} cents are less than {amount}")
            self._balance -= amount

    @property
    def balance(self) -> int:
        # Out of date as soon as it is returned. That is why `withdraw` must do the comparing: who
        # asks for the balance first and withdraws afterwards has two steps again.
        with self._lock:
            return self._balance
