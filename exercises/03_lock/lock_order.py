"""Money goes from one account to another, and back, at the same time.

Each account has a lock of its own, so that people who use different accounts do not wait for each
other. A transfer touches two accounts and needs both locks. Ada sends money to Ben while Ben sends
money to Ada; the program must not come to a standstill, on no day and in no order of events.

    ada, ben = Account(100), Account(50)
    ...                              # in one thread:
    transfer(ada, ben, 30)
    ...                              # in another thread, at the same time:
    transfer(ben, ada, 20)           # in the end ada has 90 and ben has 60
"""

from __future__ import annotations

import threading


class Account:
    """Money, and the lock that guards it. This class is complete: leave it as it is.

    The rule for everybody who uses accounts: `balance` is read and written only while one holds
    that account's `lock`.
    """

    def __init__(self, balance: int) -> None:
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source: Account, target: Account, amount: int) -> None:
    """Move `amount`, which is 1 or more, from `source` to `target`, keeping the rule above.

    Raises ValueError, and changes nothing, if `source` has less than `amount`. `source` and
    `target` may be the same account, whose balance then stays as it is.

    The transfer is one step: whoever holds the locks of both accounts, as an auditor may, finds
    all the money on the one or all of it on the other, and none that is on its way.

    Any number of transfers may go on at the same time, between any accounts and in any direction;
    none is lost, and all of them come to an end as soon as the locks they need are free. A
    transfer waits only for threads that use its own two accounts, never for those that use others.
    While it waits for a lock it sleeps; it does not try again and again. When it returns or raises
    it holds no lock.
    """
    raise NotImplementedError
