"""Every account gets a number when it is made; the lower number is locked first."""

from __future__ import annotations

import itertools
import threading

_numbers = itertools.count()


class Account:
    def __init__(self, balance: int) -> None:
        self.balance = balance
        self.lock = threading.Lock()
        self.number = next(_numbers)


def transfer(source: Account, target: Account, amount: int) -> None:
    if source is target:
        with source.lock:
            if source.balance < amount:
                raise ValueError(amount)
        return
    upwards = source.number < target.number
    (source if upwards else target).lock.acquire()
    (target if upwards else source).lock.acquire()
    try:
        if source.balance < amount:
            raise ValueError(amount)
        source.balance, target.balance = source.balance - amount, target.balance + amount
    finally:
        source.lock.release()
        target.lock.release()
