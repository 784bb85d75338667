"""Taken first and put back if it was too much: right, because nobody can look in between."""

from __future__ import annotations

import threading


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, balance: int) -> None:
        if balance < 0:
            raise ValueError(balance)
        self._balance = balance
        self._mutex = threading.Semaphore()

    def deposit(self, amount: int) -> None:
        self._mutex.acquire()
        try:
            if amount < 1:
                raise ValueError(amount)
            self._balance += amount
        finally:
            self._mutex.release()

    def withdraw(self, amount: int) -> None:
        self._mutex.acquire()
        try:
            if amount < 1:
                raise ValueError(amount)
            self._balance -= amount
            if self._balance < 0:
                self._balance += amount
                raise InsufficientFunds(amount)
        finally:
            self._mutex.release()

    @property
    def balance(self) -> int:
        with self._mutex:
            return self._balance
