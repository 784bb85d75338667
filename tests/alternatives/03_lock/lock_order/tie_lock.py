"""Sorted by hash; where two are equal, a third lock decides who goes first."""

from __future__ import annotations

import threading


class Account:
    def __init__(self, balance: int) -> None:
        self.balance = balance
        self.lock = threading.Lock()


_tie = threading.Lock()


def transfer(source: Account, target: Account, amount: int) -> None:
    def move() -> None:
        left = source.balance - amount
        if left < 0:
            raise ValueError(f"{-left} missing")
        source.balance = left
        target.balance += amount

    one, other = hash(source.lock), hash(target.lock)
    if source is target:
        with source.lock:
            move()
    elif one < other:
        with source.lock, target.lock:
            move()
    elif one > other:
        with target.lock, source.lock:
            move()
    else:
        with _tie, source.lock, target.lock:
            move()
