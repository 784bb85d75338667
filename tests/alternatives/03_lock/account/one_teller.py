"""One thread of its own keeps the balance; all others send it what they want, and wait."""

from __future__ import annotations

import queue
import threading


class InsufficientFunds(Exception):
    """There is less money on the account than somebody wants to take."""


class Account:
    """An amount of money, in whole cents, that is never less than zero."""

    def __init__(self, balance: int) -> None:
        if balance < 0:
            raise ValueError(f"an account cannot begin with {balance} cents")
        self._wishes: queue.Queue[tuple[int, queue.Queue[int | None]]] = queue.Queue()
        threading.Thread(target=self._serve, args=(balance,), daemon=True).start()

    def _serve(self, balance: int) -> None:
        while True:
            amount, answer = self._wishes.get()
            if balance + amount < 0:
                answer.put(None)
            else:
                balance += amount
                answer.put(balance)

    def _ask(self, amount: int) -> int:
        answer: queue.Queue[int | None] = queue.Queue()
        self._wishes.put((amount, answer))
        balance = answer.get()
        if balance is None:
            raise InsufficientFunds(f"less than {-amount} cents")
        return balance

    def deposit(self, amount: int) -> None:
        if amount < 1:
            raise ValueError(f"cannot deposit {amount} cents")
        self._ask(amount)

    def withdraw(self, amount: int) -> None:
        if amount < 1:
            raise ValueError(f"cannot withdraw {amount} cents")
        self._ask(-amount)

    @property
    def balance(self) -> int:
        return self._ask(0)
