"""What InOrder promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest


def nothing():
    """A step that does nothing."""


def test_one_thread_calls_all_three(kata):
    """In a single thread, nobody has to wait: first, second and third return one after another."""
    order = kata.InOrder()
    ran = []
    order.first(lambda: ran.append(1))
    order.second(lambda: ran.append(2))
    order.third(lambda: ran.append(3))
    assert ran == [1, 2, 3]


@pytest.mark.hasty
def test_three_threads_in_any_order(kata, run):
    """Three threads call the three methods, whichever comes first. The functions run in order."""
    order = kata.InOrder()
    ran = []

    def first():
        order.first(lambda: ran.append(1))

    def second():
        order.second(lambda: ran.append(2))

    def third():
        order.third(lambda: ran.append(3))

    run(third, second, first)
    assert ran == [1, 2, 3]


def test_a_step_begins_when_the_one_before_has_ended(kata, run):
    """The second function does not begin while the first is still running."""
    order = kata.InOrder()
    events = []

    def step(name):
        def f():
            events.append(f"{name} begins")
            events.append(f"{name} ends")

        return f

    def first():
        order.first(step("first"))

    def second():
        order.second(step("second"))

    run(second, first)
    assert events == ["first begins", "first ends", "second begins", "second ends"]


def test_the_third_waits_for_the_second(kata, run):
    """The first is done long since. The third function does not begin while the second is still
    running."""
    order = kata.InOrder()
    order.first(nothing)
    events = []

    def step(name):
        def f():
            events.append(f"{name} begins")
            events.append(f"{name} ends")

        return f

    def second():
        order.second(step("second"))

    def third():
        order.third(step("third"))

    run(third, second)
    assert events == ["second begins", "second ends", "third begins", "third ends"]


def test_each_runs_in_the_thread_that_called(kata, run):
    """The function that is given to a method is called in the thread that called the method."""
    order = kata.InOrder()
    threads = []

    def step():
        threads.append(threading.current_thread())

    called = []

    def first():
        called.append(threading.current_thread())
        order.first(step)

    def second():
        order.second(step)
        called.append(threading.current_thread())

    run(second, first)
    order.third(step)
    assert threads == [*called, threading.current_thread()]


def test_two_orders_do_not_mix(kata, run):
    """Two objects know nothing of each other: that the one has had its first step does not let the
    other one's second begin."""
    one, other = kata.InOrder(), kata.InOrder()
    one.first(nothing)
    events = []

    def second():
        other.second(lambda: events.append("second"))

    def first():
        events.append("first")
        other.first(nothing)

    run(second, first)
    assert events == ["first", "second"]


def test_a_first_step_that_fails_holds_nobody_up(kata, run):
    """The first function raises. Its thread gets the exception, and the second step goes on."""
    order = kata.InOrder()
    error = ValueError("no settings")
    ran = []

    def first():
        with pytest.raises(ValueError) as caught:
            order.first(fail)
        assert caught.value is error

    def fail():
        raise error

    def second():
        order.second(lambda: ran.append("second"))

    run(second, first)
    assert ran == ["second"]


def test_a_first_step_that_exits_holds_nobody_up(kata, run):
    """The first function leaves with SystemExit. Its thread gets that, and the second step goes
    on."""
    order = kata.InOrder()
    ran = []

    def leave():
        raise SystemExit("no settings")

    def first():
        with pytest.raises(SystemExit):
            order.first(leave)

    def second():
        order.second(lambda: ran.append("second"))

    run(second, first)
    assert ran == ["second"]


def test_a_second_step_that_fails(kata):
    """The second function raises, and so does second(), with the same exception. The third step
    goes on."""
    order = kata.InOrder()
    error = ValueError("no log")
    ran = []

    def fail():
        raise error

    order.first(nothing)
    with pytest.raises(ValueError) as caught:
        order.second(fail)
    assert caught.value is error
    order.third(lambda: ran.append("third"))
    assert ran == ["third"]


def test_a_second_step_that_exits_holds_nobody_up(kata, run):
    """The second function leaves with SystemExit. Its thread gets that, and the third step goes
    on."""
    order = kata.InOrder()
    order.first(nothing)
    ran = []

    def leave():
        raise SystemExit("no log")

    def second():
        with pytest.raises(SystemExit):
            order.second(leave)

    def third():
        order.third(lambda: ran.append("third"))

    run(third, second)
    assert ran == ["third"]


def test_a_third_step_that_fails(kata):
    """The third function raises, and so does third()."""
    order = kata.InOrder()
    order.first(nothing)
    order.second(nothing)

    def fail():
        raise ValueError("no words")

    with pytest.raises(ValueError):
        order.third(fail)


@pytest.mark.model_only("an hour passes, which only virtual time can do at once")
def test_a_step_may_take_long(kata, run, clock):
    """The first function needs an hour. The second waits for it."""
    order = kata.InOrder()
    ran = []

    def long():
        clock.sleep(3600)
        ran.append("first")

    def first():
        order.first(long)

    def second():
        order.second(lambda: ran.append("second"))

    run(second, first)
    assert ran == ["first", "second"]
