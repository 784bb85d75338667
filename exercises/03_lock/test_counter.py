"""What a counter promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_it_begins_at_start(kata):
    """A counter begins at `start`, or at 0 if nothing is said."""
    assert kata.Counter().value == 0
    assert kata.Counter(10).value == 10


def test_increment_adds_and_returns_the_new_value(kata):
    """increment() adds 1, increment(by) adds `by`, which may be negative or 0. Both return the new
    value."""
    counter = kata.Counter()
    assert counter.increment() == 1
    assert counter.increment(5) == 6
    assert counter.increment(-2) == 4
    assert counter.increment(0) == 4
    assert counter.value == 4


def test_every_counter_counts_for_itself(kata):
    """Two counters have nothing to do with each other: what one counts, the other one does not."""
    visitors = kata.Counter()
    complaints = kata.Counter(10)
    visitors.increment()
    assert (visitors.value, complaints.value) == (1, 10)


def test_value_is_read_only(kata):
    """`value` can be read but not assigned: a counter changes by increment() alone."""
    counter = kata.Counter()
    with pytest.raises(AttributeError):
        counter.value = 7
    assert counter.value == 0


@pytest.mark.hasty
def test_no_increment_is_lost(kata, run):
    """Two threads increment at the same time: both must count.

    `+=` is three steps: to read, to add, to write. Between any two of them another thread may
    do all three of its own, and then one of the two results is written over the other.
    """
    counter = kata.Counter()
    run(counter.increment, counter.increment)
    assert counter.value == 2


def test_each_increment_returns_its_own_value(kata, run):
    """Two threads each take a number at the same time. One gets 1 and the other 2."""
    counter = kata.Counter()
    numbers = []

    def visitor():
        numbers.append(counter.increment())

    run(visitor, visitor)
    assert numbers in ([1, 2], [2, 1])


def test_an_increment_is_one_step(kata, run):
    """One thread adds 2 while another reads the value: the reader sees 0 or 2, never 1."""
    counter = kata.Counter()
    seen = []

    def add():
        counter.increment(2)

    def read():
        seen.append(counter.value)

    run(add, read)
    assert seen in ([0], [2])


def test_two_counters_do_not_wait_for_each_other(kata, run):
    """While one counter is in the middle of an increment, another thread can use a second one."""
    visitors = kata.Counter()
    complaints = kata.Counter()

    class Group(int):
        """An amount that is slow to add: before the sum is known, another thread has to count
        a complaint."""

        def __radd__(self, value):
            run(complaints.increment)
            return value + 1

        __add__ = __radd__

    assert visitors.increment(Group(1)) == 1


def test_a_failed_increment_changes_nothing(kata):
    """increment(None) and increment("1") raise TypeError: neither None nor a string is a number.
    The value is the same as before."""
    counter = kata.Counter(3)
    for no_number in (None, "1"):
        with pytest.raises(TypeError):
            counter.increment(no_number)
    assert counter.value == 3


def test_a_failed_increment_stops_nobody_else(kata, run):
    """After an increment that raised in one thread, another thread can still increment."""
    counter = kata.Counter()

    def fail():
        with pytest.raises(TypeError):
            counter.increment(None)

    run(fail)
    run(counter.increment)
    assert counter.value == 1
