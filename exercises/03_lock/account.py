"""A bank account that several people use at the same time.

Ada and Ben share an account with 100 euros on it. Both stand at a cash machine, in different
towns, and both ask for 80 at the same moment. One of them may have the money. The other must be
told that there is not enough, and the account must not be 60 in the red.

    account = Account(100_00)        # in cents
    ...                              # at each cash machine, in a thread of its own:
    try:
        account.withdraw(80_00)
    except InsufficientFunds:
        screen.show("not enough money")
    else:
        machine.pay_out(80_00)
"""

from __future__ import annotations


class InsufficientFunds(Exception):
    """There is less money on the account than somebody wants to take. Nothing to do here."""


class Account:
    """An amount of money, in whole cents, that is never less than zero.

    Any number of threads may use an account at the same time. Each deposit and each withdrawal is
    one step: other threads see the balance before it or after it, and nothing in between. None of
    them is ever lost.
    """

    def __init__(self, balance: int) -> None:
        """An account with `balance` cents on it. Raises ValueError if that is less than 0."""
        raise NotImplementedError

    def deposit(self, amount: int) -> None:
        """Add `amount` cents.

        Raises ValueError if `amount` is less than 1; the balance stays as it was.
        """
        raise NotImplementedError

    def withdraw(self, amount: int) -> None:
        """Take `amount` cents off, if there are as many; the last cent may be taken, too.

        Raises ValueError if `amount` is less than 1, and InsufficientFunds if the balance is less
        than `amount` at that moment. The balance then stays as it was, and every thread can go on
        using the account. Does not wait for a deposit.
        """
        raise NotImplementedError

    @property
    def balance(self) -> int:
        """How many cents are on the account at this moment: 0 or more."""
        raise NotImplementedError
