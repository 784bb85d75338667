"""What an account promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_deposits_and_withdrawals_change_the_balance(kata):
    """deposit(amount) adds to the balance, withdraw(amount) takes off it."""
    account = kata.Account(100)
    account.deposit(50)
    assert account.balance == 150
    account.withdraw(30)
    assert account.balance == 120


def test_the_last_cent_can_be_withdrawn(kata):
    """A withdrawal of all there is succeeds and leaves 0."""
    account = kata.Account(100)
    account.withdraw(100)
    assert account.balance == 0


def test_more_than_there_is_cannot_be_withdrawn(kata):
    """withdraw raises InsufficientFunds if there is less than `amount`, and changes nothing."""
    account = kata.Account(100)
    with pytest.raises(kata.InsufficientFunds):
        account.withdraw(101)
    assert account.balance == 100


def test_bad_amounts_are_refused(kata):
    """Amounts below 1 raise ValueError, in deposit and in withdraw, and change nothing."""
    account = kata.Account(100)
    for amount in (0, -1):
        with pytest.raises(ValueError):
            account.deposit(amount)
        with pytest.raises(ValueError):
            account.withdraw(amount)
    assert account.balance == 100


def test_a_new_account_is_not_in_the_red(kata):
    """Account(-1) raises ValueError; Account(0) is fine."""
    assert kata.Account(0).balance == 0
    with pytest.raises(ValueError):
        kata.Account(-1)


def test_every_account_has_money_of_its_own(kata):
    """What is done on one account changes no other one."""
    ours = kata.Account(100)
    theirs = kata.Account(70)
    ours.withdraw(30)
    theirs.deposit(5)
    assert (ours.balance, theirs.balance) == (70, 75)


@pytest.mark.model_only("measured with virtual time, which passes only where something waits")
def test_a_refusal_takes_no_time(kata, clock):
    """withdraw does not wait for somebody to deposit what is missing: it raises at once."""
    account = kata.Account(10)
    begin = clock.now()
    with pytest.raises(kata.InsufficientFunds):
        account.withdraw(30)
    assert clock.now() - begin == 0


@pytest.mark.hasty
def test_the_same_money_is_not_paid_out_twice(kata, run):
    """Two threads want all the money at the same time. One of them gets it, the other gets
    InsufficientFunds."""
    account = kata.Account(80)
    answers = []

    def cash_machine():
        try:
            account.withdraw(80)
        except kata.InsufficientFunds:
            answers.append("not enough")
        else:
            answers.append("paid out")

    run(cash_machine, cash_machine)
    assert sorted(answers) == ["not enough", "paid out"]
    assert account.balance == 0


def test_both_are_paid_when_there_is_enough_for_both(kata, run):
    """Two threads withdraw at the same time, and there is enough for both: both succeed, and both
    amounts are taken off."""
    account = kata.Account(100)

    def cash_machine():
        account.withdraw(40)

    run(cash_machine, cash_machine)
    assert account.balance == 20


@pytest.mark.hasty
def test_no_deposit_is_lost(kata, run):
    """Two threads deposit at the same time: both amounts count."""
    account = kata.Account(0)

    def employer():
        account.deposit(10)

    run(employer, employer)
    assert account.balance == 20


def test_a_deposit_and_a_withdrawal_at_the_same_time(kata, run):
    """One thread deposits while another withdraws: neither of the two is lost."""
    account = kata.Account(100)

    def employer():
        account.deposit(10)

    def cash_machine():
        account.withdraw(30)

    run(employer, cash_machine)
    assert account.balance == 80


def test_the_balance_is_never_below_zero(kata, run):
    """While one thread asks for more than there is, another reads the balance: it sees what was
    there all the time."""
    account = kata.Account(10)
    seen = []

    def cash_machine():
        with pytest.raises(kata.InsufficientFunds):
            account.withdraw(30)

    def display():
        seen.append(account.balance)

    run(cash_machine, display)
    assert seen == [10]


def test_a_refused_deposit_is_never_seen(kata, run):
    """While one thread tries to deposit -5 cents, another reads the balance: it sees what was there
    all the time."""
    account = kata.Account(10)
    seen = []

    def employer():
        with pytest.raises(ValueError):
            account.deposit(-5)

    def display():
        seen.append(account.balance)

    run(employer, display)
    assert seen == [10]


def test_a_deposit_is_one_step(kata, run):
    """While one thread deposits 70 cents, another reads the balance: it sees what was there before
    or what is there afterwards, and nothing in between."""
    account = kata.Account(50)
    seen = []

    def employer():
        account.deposit(70)

    def display():
        seen.append(account.balance)

    run(employer, display)
    assert seen in ([50], [120])


def test_a_withdrawal_is_one_step(kata, run):
    """While one thread withdraws 30 cents, another reads the balance: it sees what was there before
    or what is there afterwards, and nothing in between."""
    account = kata.Account(120)
    seen = []

    def cash_machine():
        account.withdraw(30)

    def display():
        seen.append(account.balance)

    run(cash_machine, display)
    assert seen in ([120], [90])


def test_the_balance_is_that_of_one_moment(kata, run):
    """One thread deposits 20 cents and then withdraws 30, while another reads the balance. There
    are three moments, with 10, 30 and 0 cents: it sees one of them, and no mixture."""
    account = kata.Account(10)
    seen = []

    def customer():
        account.deposit(20)
        account.withdraw(30)

    def display():
        seen.append(account.balance)

    run(customer, display)
    assert seen in ([10], [30], [0])


def test_a_refused_withdrawal_stops_nobody_else(kata, run):
    """After InsufficientFunds in one thread, another thread can still deposit and withdraw.

    An exception leaves a method at the place where it is raised, and the lines below are not
    reached. What has to happen in any case needs a place that is reached on every way out.
    """
    account = kata.Account(10)

    def too_much():
        with pytest.raises(kata.InsufficientFunds):
            account.withdraw(30)

    def others():
        account.deposit(20)
        account.withdraw(30)

    run(too_much)
    run(others)
    assert account.balance == 0


def test_a_bad_amount_stops_nobody_else(kata, run):
    """After a ValueError in one thread, another thread can still deposit and withdraw."""
    account = kata.Account(10)

    def bad():
        with pytest.raises(ValueError):
            account.deposit(-5)
        with pytest.raises(ValueError):
            account.withdraw(-5)

    def others():
        account.deposit(20)
        account.withdraw(30)

    run(bad)
    run(others)
    assert account.balance == 0
