"""What a number of seats promises. One requirement a test."""

from __future__ import annotations

import sys
import threading
import weakref

import pytest


def test_seats_are_booked_and_freed(kata):
    """Of three seats, two can be booked and then no other two, but one. Freed seats can be booked
    again."""
    seats = kata.Seats(3)
    assert seats.book(2) is True
    assert seats.book(2, timeout=0) is False
    assert seats.book(1, timeout=0) is True
    seats.free(3)
    assert seats.book(3, timeout=0) is True


def test_no_seats_at_all(kata):
    """0 seats can always be booked and freed, even when all are taken, or when there are none."""
    seats = kata.Seats(1)
    seats.book(1)
    assert seats.book(0, timeout=0) is True
    seats.free(0)
    assert seats.book(1, timeout=0) is False
    assert kata.Seats(0).book(0) is True


def test_what_cannot_be_booked(kata):
    """To book fewer than none, or more than there are, is a ValueError at once, and so is a
    negative total. Nothing has changed then."""
    with pytest.raises(ValueError):
        kata.Seats(-1)
    seats = kata.Seats(2)
    with pytest.raises(ValueError):
        seats.book(-1)
    with pytest.raises(ValueError):
        seats.book(3)
    assert seats.book(2, timeout=0) is True
    with pytest.raises(ValueError):
        seats.book(3, timeout=0)


def test_what_cannot_be_freed(kata):
    """To free fewer than none, or more than are taken, is a ValueError, even if there are as many
    seats. Nothing has changed then."""
    seats = kata.Seats(3)
    with pytest.raises(ValueError):
        seats.free(1)
    seats.book(2)
    with pytest.raises(ValueError):
        seats.free(3)
    with pytest.raises(ValueError):
        seats.free(-1)
    assert seats.book(1, timeout=0) is True
    assert seats.book(1, timeout=0) is False
    seats.free(3)
    assert seats.book(3, timeout=0) is True


@pytest.mark.hasty
def test_book_waits_for_seats(kata, run):
    """All seats are taken. A group of two goes on when both seats have been freed, one after the
    other."""
    seats = kata.Seats(2)
    seats.book(2)
    events = []

    def group():
        assert seats.book(2) is True
        events.append("on board")

    def leaving():
        seats.free(1)
        events.append("one has left")
        seats.free(1)

    run(group, leaving)
    assert events == ["one has left", "on board"]


def test_seats_are_taken_by_one_group_only(kata, run):
    """Two groups use the same two seats: never both at once."""
    seats = kata.Seats(2)
    events = []

    def group():
        seats.book(2)
        events.append("sits down")
        events.append("gets up")
        seats.free(2)

    run(group, group)
    assert events == ["sits down", "gets up", "sits down", "gets up"]


def test_two_groups_cross_at_the_same_time(kata, run):
    """There is room for two groups. They can wait for each other on board."""
    seats = kata.Seats(3)
    meeting = threading.Barrier(2)

    def group(n):
        def cross():
            seats.book(n)
            meeting.wait()
            seats.free(n)

        return cross

    run(group(1), group(2))


def test_nobody_holds_half(kata, run):
    """Two groups of two want to go, and there are two seats. They do not wait for ever with one
    seat each: both get across, and in the end all seats are free.

    Who takes one seat and waits for a second keeps the first from somebody who may be doing
    just the same.
    """
    seats = kata.Seats(2)

    def group():
        assert seats.book(2) is True
        seats.free(2)

    run(group, group)
    assert seats.book(2, timeout=0) is True


def test_no_seat_is_lost(kata, run):
    """One thread frees a seat at the moment at which another books one. Afterwards as many are free
    as there should be."""
    seats = kata.Seats(2)
    seats.book(1)
    run(lambda: seats.free(1), lambda: seats.book(1))
    assert seats.book(1, timeout=0) is True
    assert seats.book(1, timeout=0) is False


def test_a_group_of_nobody_never_waits(kata, run):
    """All seats are taken, and a group of two waits for them, or comes later. To book 0 seats is
    possible at once all the same."""
    seats = kata.Seats(2)
    seats.book(2)

    def large():
        assert seats.book(2) is True

    def nobody():
        assert seats.book(0) is True
        seats.free(2)

    run(large, nobody)


def test_two_free_more_than_are_taken(kata, run):
    """One seat is taken, and two threads free one at the same moment. One of them gets a
    ValueError."""
    seats = kata.Seats(2)
    seats.book(1)
    refused = []

    def leaving():
        try:
            seats.free(1)
        except ValueError:
            refused.append("refused")

    run(leaving, leaving)
    assert refused == ["refused"]
    assert seats.book(2, timeout=0) is True


def test_all_go_on_for_whom_there_is_room(kata, run):
    """Two groups of one wait, and two seats are freed at once. Both groups go on."""
    seats = kata.Seats(2)
    seats.book(2)
    booked = []

    def group():
        booked.append(seats.book(1))

    run(group, group, lambda: seats.free(2))
    assert booked == [True, True]


def test_a_large_group_is_not_in_the_way_for_ever(kata, run):
    """A group of two and a group of one may wait when one seat after the other is freed. Both go
    on, whoever is first; the small group gives its seat back."""
    seats = kata.Seats(2)
    seats.book(2)
    events = []

    def large():
        seats.book(2)
        events.append("large")
        seats.free(2)

    def small():
        seats.book(1)
        events.append("small")
        seats.free(1)

    def leaving():
        seats.free(1)
        seats.free(1)

    run(large, small, leaving)
    assert sorted(events) == ["large", "small"]


def test_giving_up_changes_nothing(kata):
    """One seat is free, and a group of two gives up waiting. The one seat can still be booked, and
    when the other is freed, that as well."""
    seats = kata.Seats(2)
    seats.book(1)
    assert seats.book(2, timeout=0) is False
    assert seats.book(2, timeout=0.01) is False
    assert seats.book(1, timeout=0) is True
    seats.free(1)
    assert seats.book(1, timeout=0) is True
    assert seats.book(1, timeout=0) is False


@pytest.mark.model_only("seconds pass, which virtual time can do at once and in a known order")
def test_giving_up_in_time(kata, run, clock):
    """A group of two waits for a minute. After fifty seconds one seat is freed, which is not
    enough. After the minute the group gives up, and not later."""
    seats = kata.Seats(2)
    seats.book(2)
    begin = clock.now()
    results = []

    def group():
        results.append(seats.book(2, timeout=60))
        results.append(clock.now() - begin)

    def leaving():
        clock.sleep(50)
        seats.free(1)

    run(group, leaving)
    assert results == [False, 60]
    assert seats.book(1, timeout=0) is True


@pytest.mark.model_only("seconds pass, which virtual time can do at once and in a known order")
def test_waiting_as_long_as_it_may(kata, run, clock):
    """A group of two waits for up to a minute. After twenty and after forty seconds one seat is
    freed. It goes on after forty."""
    seats = kata.Seats(2)
    seats.book(2)
    begin = clock.now()
    results = []

    def group():
        results.append(seats.book(2, timeout=60))
        results.append(clock.now() - begin)

    def leaving():
        clock.sleep(20)
        seats.free(1)
        clock.sleep(20)
        seats.free(1)

    run(group, leaving)
    assert results == [True, 40]


@pytest.mark.model_only("seconds pass, which virtual time can do at once and in a known order")
def test_who_gives_up_is_in_nobodys_way(kata, run, clock):
    """All seats are taken, and two groups wait: one of two, for up to ten seconds, and one of one,
    without a limit. After five seconds one seat is freed. When the large group has given up, the
    small one has gone on, or does so then: it does not wait for a seat that is free."""
    seats = kata.Seats(2)
    seats.book(2)
    booked = {}

    def large():
        booked["large"] = seats.book(2, timeout=10)

    def small():
        booked["small"] = seats.book(1)

    def leaving():
        clock.sleep(5)
        seats.free(1)

    run(large, small, leaving)
    assert booked == {"large": False, "small": True}


@pytest.mark.model_only("seconds pass, which virtual time can do at once and in a known order")
def test_a_seat_is_freed_at_the_last_moment(kata, run, clock):
    """A seat is freed at the very moment at which the time of a group that waits for it runs out.
    Either that group has it now, or it is free: it is not lost between the two."""
    seats = kata.Seats(1)
    seats.book(1)
    booked = []

    def group():
        booked.append(seats.book(1, timeout=10))

    def leaving():
        clock.sleep(10)
        seats.free(1)

    run(group, leaving)
    booked.append(seats.book(1, timeout=0))
    assert sorted(booked) == [False, True]


@pytest.mark.threads_only("it watches who reads an attribute of the library's own objects")
def test_private_attributes_are_left_alone(kata):
    """The seats are booked and freed without a look at the private `_value` of a semaphore, by
    whatever way. (An attribute of that name in an object of your own is yours.)"""
    semaphore = threading.Semaphore
    readers = []
    # Not in the semaphore's __dict__, where it could be read without asking for the attribute.
    values = weakref.WeakKeyDictionary()

    def read(self):
        code = sys._getframe(1).f_code
        if code.co_filename == kata.__file__:
            readers.append(f"line {sys._getframe(1).f_lineno} reads _value")
        return values[self]

    def write(self, value):
        values[self] = value

    semaphore._value = property(read, write)
    try:
        seats = kata.Seats(2)
        seats.book(1)
        seats.book(2, timeout=0)
        seats.book(1)
        seats.free(2)
        with pytest.raises(ValueError):
            seats.free(1)
    finally:
        del semaphore._value
    assert not readers, readers[0]
