"""Money between accounts: two locks, always taken in the same order."""

from __future__ import annotations

import threading


class Account:
    """Money, and the lock that guards it."""

    def __init__(self, balance: int) -> None:
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source: Account, target: Account, amount: int) -> None:
    """Move `amount` from `source` to `target`, in one step."""
    # Source first, then target, would be a different order for each direction: two threads take
    # one lock each, and wait for the other's. So the order must come from the accounts, not from
    # what is done with them. Any order will do that all threads agree on and that never changes:
    # id() is a number of its own for each object that exists. (The balance is not such a number.)
    first, second = sorted((source, target), key=id)
    with first.lock:
        if second is first:
            # The one lock is held, and a Lock cannot be taken twice.
            _move(source, target, amount)
            return
        # Waiting here while holding the first lock is safe: whoever holds the second one is at
        # most waiting for one that comes later still. Someone is always at the end of that queue.
        with second.lock:
            _move(source, target, amount)


def _move(source: Account, target: Account, amount: int) -> None:
    if source.balance < amount:
        raise ValueError(f"{source.balance} is less than {amount}")
    # Two statements, each of which reads and writes: right for one and the same account, too.
    source.balance -= amount
    target.balance += amount
