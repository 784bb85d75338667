"""What a rendezvous promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest


def nothing():
    """A function that does nothing."""


def test_both_functions_run(kata, run):
    """One thread calls left, another one right. Each function is called once, in the thread that
    called the method."""
    table = kata.Rendezvous()
    ran, threads = {}, {}

    def left():
        threads["left"] = threading.current_thread()
        table.left(lambda: ran.update(left=threading.current_thread()))

    def right():
        threads["right"] = threading.current_thread()
        table.right(lambda: ran.update(right=threading.current_thread()))

    run(left, right)
    assert ran == threads


@pytest.mark.hasty
def test_the_left_waits_for_the_right(kata, run):
    """The function of left does not run before the other thread has come to right."""
    table = kata.Rendezvous()
    events = []

    def left():
        table.left(lambda: events.append("left runs"))

    def right():
        events.append("right comes")
        table.right(nothing)

    run(left, right)
    assert events == ["right comes", "left runs"]


@pytest.mark.hasty
def test_the_right_waits_for_the_left(kata, run):
    """The function of right does not run before the other thread has come to left."""
    table = kata.Rendezvous()
    events = []

    def left():
        events.append("left comes")
        table.left(nothing)

    def right():
        table.right(lambda: events.append("right runs"))

    run(left, right)
    assert events == ["left comes", "right runs"]


def test_both_run_at_the_same_time(kata, run):
    """The two functions can wait for each other: both are running."""
    table = kata.Rendezvous()
    meeting = threading.Barrier(2)

    def left():
        table.left(meeting.wait)

    def right():
        table.right(meeting.wait)

    run(left, right)


def test_left_does_not_wait_for_the_end(kata, run):
    """The function of right ends only when left has returned. left does not wait for it."""
    table = kata.Rendezvous()
    left_has_returned = threading.Semaphore(0)

    def left():
        table.left(nothing)
        left_has_returned.release()

    def right():
        table.right(left_has_returned.acquire)

    run(left, right)


def test_right_does_not_wait_for_the_end(kata, run):
    """The function of left ends only when right has returned. right does not wait for it."""
    table = kata.Rendezvous()
    right_has_returned = threading.Semaphore(0)

    def left():
        table.left(right_has_returned.acquire)

    def right():
        table.right(nothing)
        right_has_returned.release()

    run(left, right)


def test_the_left_waits_again(kata, run):
    """They meet twice. The function of the second left does not run before the other thread has
    come to its second right."""
    table = kata.Rendezvous()
    events = []

    def left():
        table.left(nothing)
        table.left(lambda: events.append("left runs"))

    def right():
        table.right(nothing)
        events.append("right comes")
        table.right(nothing)

    run(left, right)
    assert events == ["right comes", "left runs"]


def test_the_right_waits_again(kata, run):
    """They meet twice. The function of the second right does not run before the other thread has
    come to its second left."""
    table = kata.Rendezvous()
    events = []

    def left():
        table.left(nothing)
        events.append("left comes")
        table.left(nothing)

    def right():
        table.right(nothing)
        table.right(lambda: events.append("right runs"))

    run(left, right)
    assert events == ["left comes", "right runs"]


def test_they_meet_twice(kata, run):
    """They meet twice, whoever is faster, and nobody is left waiting."""
    table = kata.Rendezvous()
    ran = {"left": 0, "right": 0}

    def count(side):
        ran[side] += 1

    def left():
        for _ in range(2):
            table.left(lambda: count("left"))

    def right():
        for _ in range(2):
            table.right(lambda: count("right"))

    run(left, right)
    assert ran == {"left": 2, "right": 2}


@pytest.mark.model_only("hours pass, which only virtual time can do at once and in a known order")
def test_they_wait_at_every_meeting(kata, run, clock):
    """They meet four times, an hour or two after the time before. The left comes first at the first
    three, the right at the last. Neither function ever runs before both have come."""
    table = kata.Rendezvous()
    events = []

    def runs():
        events.append("runs")

    def left():
        for hours in (1, 1, 1, 2):
            clock.sleep(3600 * hours)
            events.append("comes")
            table.left(runs)

    def right():
        for hours in (2, 2, 2, 1):
            clock.sleep(3600 * hours)
            events.append("comes")
            table.right(runs)

    run(left, right)
    assert events == ["comes", "comes", "runs", "runs"] * 4


def test_a_left_that_fails(kata, run):
    """The function of left raises, and so does left, with the same exception. The other side does
    not notice, and they can meet again, for which both of them have to come."""
    table = kata.Rendezvous()
    error = ValueError("broken glass")
    events = []

    def fail():
        raise error

    def left():
        with pytest.raises(ValueError) as caught:
            table.left(fail)
        assert caught.value is error
        events.append("left comes")
        table.left(nothing)

    def right():
        table.right(nothing)
        table.right(lambda: events.append("right runs"))

    run(left, right)
    assert events == ["left comes", "right runs"]


def test_a_right_that_fails(kata, run):
    """The function of right raises, and so does right. The other side does not notice, and they can
    meet again, for which both of them have to come."""
    table = kata.Rendezvous()
    events = []

    def fail():
        raise SystemExit("no caps")

    def left():
        table.left(nothing)
        table.left(lambda: events.append("left runs"))

    def right():
        with pytest.raises(SystemExit):
            table.right(fail)
        events.append("right comes")
        table.right(nothing)

    run(left, right)
    assert events == ["right comes", "left runs"]


def test_two_places_do_not_mix(kata, run):
    """Two threads are at the left of two tables. A third comes to the right of the one, and after
    that to the right of the other. Nobody there has met it before it comes."""
    one, other = kata.Rendezvous(), kata.Rendezvous()
    events = []

    def left_of_one():
        one.left(nothing)

    def left_of_other():
        other.left(lambda: events.append("left runs"))

    def right_of_both():
        one.right(nothing)
        events.append("right comes")
        other.right(nothing)

    run(left_of_one, left_of_other, right_of_both)
    assert events == ["right comes", "left runs"]


@pytest.mark.model_only("an hour passes, which only virtual time can do at once")
def test_it_waits_as_long_as_it_takes(kata, run, clock):
    """The other one comes after an hour."""
    table = kata.Rendezvous()
    events = []

    def left():
        table.left(lambda: events.append("left runs"))

    def right():
        clock.sleep(3600)
        events.append("right comes")
        table.right(nothing)

    run(left, right)
    assert events == ["right comes", "left runs"]
