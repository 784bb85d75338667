"""Reserves both accounts in one step, under a condition, and takes their locks afterwards."""

from __future__ import annotations

import threading
from contextlib import ExitStack

_changed = threading.Condition()
_reserved: set[int] = set()


class Account:
    """Money, and the lock that guards it."""

    def __init__(self, balance: int) -> None:
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source: Account, target: Account, amount: int) -> None:
    """Move `amount` from `source` to `target`, in one step."""
    accounts = {id(account): account for account in (source, target)}
    with _changed:
        _changed.wait_for(lambda: _reserved.isdisjoint(accounts))
        _reserved.update(accounts)
    try:
        with ExitStack() as locks:
            # Others, who are no transfers, may hold them: an auditor, say.
            for number in sorted(accounts):
                locks.enter_context(accounts[number].lock)
            if source.balance < amount:
                raise ValueError(f"{source.balance} is less than {amount}")
            source.balance -= amount
            target.balance += amount
    finally:
        with _changed:
            _reserved.difference_update(accounts)
            _changed.notify_all()
