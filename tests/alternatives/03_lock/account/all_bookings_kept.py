"""A list of bookings; the balance is their sum. An RLock lets the methods use one another."""

from __future__ import annotations

import threading


class InsufficientFunds(Exception):
    def __init__(self, missing: int) -> None:
        super().__init__(f"{missing} cents are missing")
        self.missing = missing


class Account:
    def __init__(self, balance: int) -> None:
        if balance < 0:
            raise ValueError("in the red from the start")
        self._bookings = [balance]
        self._lock = threading.RLock()

    def deposit(self, amount: int) -> None:
        with self._lock:
            self._book(amount, amount)

    def withdraw(self, amount: int) -> None:
        with self._lock:
            missing = amount - self.balance
            if missing > 0:
                raise InsufficientFunds(missing)
            self._book(amount, -amount)

    def _book(self, amount: int, booking: int) -> None:
        if amount < 1:
            raise ValueError("nothing to book")
        with self._lock:
            self._bookings.append(booking)

    @property
    def balance(self) -> int:
        with self._lock:
            return sum(self._bookings)
