"""What transfer promises. One requirement a test."""

from __future__ import annotations

import pytest


def watched(kata, name, balance, broken):
    """An account that notes in `broken` when its balance is used while its lock is free."""

    class Watched(kata.Account):
        @property
        def balance(self):
            self._watch("read")
            return self._balance

        @balance.setter
        def balance(self, balance):
            self._watch("written")
            self._balance = balance

        def _watch(self, used):
            # The first balance is there before the lock is.
            lock = getattr(self, "lock", None)
            if lock is not None and not lock.locked():
                broken.append(f"{name}'s balance {used} without the lock")

    return Watched(balance)


def test_money_moves(kata):
    """transfer takes from the one account and gives to the other, also when that is all there is,
    and leaves no lock held."""
    ada, ben = kata.Account(100), kata.Account(50)
    kata.transfer(ada, ben, 30)
    assert (ada.balance, ben.balance) == (70, 80)
    kata.transfer(ben, ada, 80)
    assert (ada.balance, ben.balance) == (150, 0)
    assert not ada.lock.locked()
    assert not ben.lock.locked()


def test_more_than_there_is_cannot_be_moved(kata):
    """If the source has less than `amount`, transfer raises ValueError, changes nothing, and leaves
    no lock held."""
    ada, ben = kata.Account(100), kata.Account(50)
    for source, target, amount in ((ada, ben, 101), (ben, ada, 51)):
        with pytest.raises(ValueError):
            kata.transfer(source, target, amount)
        assert (ada.balance, ben.balance) == (100, 50)
        assert not ada.lock.locked()
        assert not ben.lock.locked()


def test_an_account_may_send_money_to_itself(kata):
    """From an account to the same account: the balance stays as it is, and the lock is free."""
    ada = kata.Account(100)
    kata.transfer(ada, ada, 100)
    assert ada.balance == 100
    assert not ada.lock.locked()


def test_an_account_may_not_send_itself_what_it_has_not(kata):
    """From an account to the same account, but more than there is: ValueError all the same."""
    ada = kata.Account(100)
    with pytest.raises(ValueError):
        kata.transfer(ada, ada, 101)
    assert ada.balance == 100
    assert not ada.lock.locked()


def test_the_rule_is_kept(kata):
    """The balance of an account is looked at and changed only while that account's lock is held:
    also to find out whether there is enough."""
    broken = []
    ada, ben = (
        watched(kata, name, balance, broken) for name, balance in (("Ada", 100), ("Ben", 50))
    )
    kata.transfer(ada, ben, 30)
    kata.transfer(ben, ada, 80)
    with pytest.raises(ValueError):
        kata.transfer(ada, ben, 151)
    assert broken == []


def test_the_rule_is_kept_with_one_account(kata):
    """An account sends money to itself. Its balance is looked at only while its lock is held, to
    find out whether there is enough."""
    broken = []
    ada = watched(kata, "Ada", 100, broken)
    kata.transfer(ada, ada, 100)
    with pytest.raises(ValueError):
        kata.transfer(ada, ada, 101)
    assert broken == []


@pytest.mark.hasty
def test_two_transfers_in_opposite_directions(kata, run):
    """Ada sends to Ben while Ben sends to Ada. Both transfers come to their end, and no money is
    lost or made up.

    To hold one lock and to wait for a second one is dangerous only if somebody else may hold
    the second and wait for the first.
    """
    ada, ben = kata.Account(100), kata.Account(50)

    def from_ada():
        kata.transfer(ada, ben, 30)

    def from_ben():
        kata.transfer(ben, ada, 20)

    run(from_ada, from_ben)
    assert (ada.balance, ben.balance) == (90, 60)


def test_opposite_directions_with_equal_balances(kata, run):
    """Ada and Ben have the same amount of money, and send each other some at the same time. Both
    transfers come to their end."""
    ada, ben = kata.Account(100), kata.Account(100)

    def from_ada():
        kata.transfer(ada, ben, 30)

    def from_ben():
        kata.transfer(ben, ada, 20)

    run(from_ada, from_ben)
    assert (ada.balance, ben.balance) == (90, 110)


def test_the_richer_one_changes(kata, run):
    """Ada sends Ben so much that he is the richer of the two afterwards, while two more threads
    send something from Ben to Ada. All three transfers come to their end."""
    ada, ben = kata.Account(100), kata.Account(90)
    run(
        lambda: kata.transfer(ada, ben, 30),
        lambda: kata.transfer(ben, ada, 5),
        lambda: kata.transfer(ben, ada, 5),
    )
    assert (ada.balance, ben.balance) == (80, 110)


def test_three_transfers_in_a_circle(kata, run):
    """Ada sends to Ben, Ben to Cleo, and Cleo to Ada, all at the same time. All three transfers
    come to their end."""
    ada, ben, cleo = kata.Account(10), kata.Account(20), kata.Account(30)
    run(
        lambda: kata.transfer(ada, ben, 1),
        lambda: kata.transfer(ben, cleo, 2),
        lambda: kata.transfer(cleo, ada, 3),
    )
    assert (ada.balance, ben.balance, cleo.balance) == (12, 19, 29)


def test_two_transfers_from_the_same_account(kata, run):
    """Two threads send money from the same account to different ones. Both amounts are taken off,
    and each arrives."""
    ada, ben, cleo = kata.Account(100), kata.Account(0), kata.Account(0)
    run(
        lambda: kata.transfer(ada, ben, 30),
        lambda: kata.transfer(ada, cleo, 20),
    )
    assert (ada.balance, ben.balance, cleo.balance) == (50, 30, 20)


def test_the_same_money_is_not_sent_twice(kata, run):
    """Two threads want to send all the money of an account. One of them gets a ValueError."""
    ada, ben, cleo = kata.Account(100), kata.Account(0), kata.Account(0)
    answers = []

    def send(target):
        try:
            kata.transfer(ada, target, 100)
        except ValueError:
            answers.append("not enough")
        else:
            answers.append("sent")

    run(lambda: send(ben), lambda: send(cleo))
    assert sorted(answers) == ["not enough", "sent"]
    assert (ada.balance, ben.balance + cleo.balance) == (0, 100)


def test_no_money_is_on_its_way(kata, run):
    """While one thread transfers, an auditor takes the locks of both accounts (without waiting for
    the second). If he gets them, he finds all the money."""
    ada, ben = kata.Account(100), kata.Account(50)
    found = []

    def auditor():
        with ada.lock:
            if ben.lock.acquire(blocking=False):
                found.append(ada.balance + ben.balance)
                ben.lock.release()

    run(lambda: kata.transfer(ada, ben, 30), auditor)
    assert found in ([], [150])


def test_no_money_arrives_before_it_was_sent(kata, run):
    """While one thread transfers, an auditor takes the lock of the target first, and then that of
    the source (without waiting for it). If he gets both, he does not find too much."""
    ada, ben = kata.Account(100), kata.Account(50)
    found = []

    def auditor():
        with ben.lock:
            if ada.lock.acquire(blocking=False):
                found.append(ada.balance + ben.balance)
                ada.lock.release()

    run(lambda: kata.transfer(ada, ben, 30), auditor)
    assert found in ([], [150])


def test_the_balance_is_changed_under_the_lock(kata, run):
    """A thread that keeps the rule, and adds interest to an account while it holds that account's
    lock, does not collide with a transfer, be it from the account or to it."""
    ada, ben = kata.Account(100), kata.Account(50)

    def bank():
        for account in (ada, ben):
            with account.lock:
                account.balance += 1

    run(lambda: kata.transfer(ada, ben, 30), bank)
    assert (ada.balance, ben.balance) == (71, 81)


def test_other_accounts_do_not_wait(kata, run):
    """Somebody holds Ada's lock, and a transfer from Ada to Ben may be waiting for it. A transfer
    between two other accounts comes to its end all the same."""
    ada, ben, cleo, dora = (kata.Account(100) for _ in range(4))

    def others():
        kata.transfer(cleo, dora, 10)

    def auditor():
        with ada.lock:
            run(others)

    run(auditor, lambda: kata.transfer(ada, ben, 30))
    assert [account.balance for account in (ada, ben, cleo, dora)] == [70, 130, 90, 110]
