"""What a wait of any length promises. One requirement a test."""

from __future__ import annotations

import math
import sys
import threading

import pytest

GREATEST = sys.float_info.max


def test_an_event_that_is_set(kata):
    """The event is set already. Whatever the number of seconds, the answer is True."""
    event = threading.Event()
    event.set()
    for seconds in (5, 0, -1, 2 * threading.TIMEOUT_MAX, GREATEST, -GREATEST, math.inf, -math.inf):
        assert kata.wait_at_most(event, seconds) is True


def test_an_event_that_is_not_set(kata):
    """The event is not set. With zero seconds, or a fraction of one, the answer is False."""
    event = threading.Event()
    assert kata.wait_at_most(event, 0) is False
    assert kata.wait_at_most(event, 0.01) is False


def test_less_than_nothing(kata, clock):
    """With a negative number of seconds, -1 or any other, nobody waits: the answer is False, and it
    is there at once."""
    event = threading.Event()
    for seconds in (-1, -0.5, -2 * threading.TIMEOUT_MAX, -math.inf):
        begin = clock.now()
        assert kata.wait_at_most(event, seconds) is False
        assert clock.now() - begin < 0.4


def test_the_event_is_set_in_time(kata, run):
    """One thread waits for a minute at most, another sets the event: the answer is True."""
    event = threading.Event()
    answers = []

    def wait():
        answers.append(kata.wait_at_most(event, 60))

    run(wait, event.set)
    assert answers == [True]


def test_without_a_limit(kata, run):
    """One thread waits for infinitely many seconds, another sets the event: the answer is True."""
    event = threading.Event()
    answers = []

    def wait():
        answers.append(kata.wait_at_most(event, math.inf))

    run(wait, event.set)
    assert answers == [True]


def test_longer_than_the_longest(kata, run):
    """One thread waits for twice as long as a thread can wait, another sets the event: the answer
    is True. The number may be an int, too, or the greatest float."""
    event = threading.Event()
    answers = []

    def wait():
        answers.append(kata.wait_at_most(event, 2 * threading.TIMEOUT_MAX))
        answers.append(kata.wait_at_most(event, 2 * int(threading.TIMEOUT_MAX) + 1))
        answers.append(kata.wait_at_most(event, GREATEST))

    run(wait, event.set)
    assert answers == [True, True, True]


@pytest.mark.model_only("half an hour passes")
def test_the_time_is_what_was_asked_for(kata, clock):
    """Nobody sets the event: the answer is False after the time that was asked for."""
    event = threading.Event()
    begin = clock.now()
    assert kata.wait_at_most(event, 1800) is False
    assert clock.now() - begin == pytest.approx(1800)


@pytest.mark.model_only("centuries pass")
def test_a_wait_longer_than_the_longest_ends(kata, clock):
    """Nobody sets the event. One and a half times the longest wait is over after that much time:
    not after the longest wait, and not never.

    If you wait in pieces, let them be nearly as long as the longest wait. In 292 years there are
    more than a hundred thousand days, and as many times a thread would wake up for nothing.
    """
    event = threading.Event()
    seconds = 1.5 * threading.TIMEOUT_MAX
    begin = clock.now()
    assert kata.wait_at_most(event, seconds) is False
    assert clock.now() - begin == pytest.approx(seconds)


@pytest.mark.model_only("centuries pass")
def test_the_longest_wait_is_no_limit_for_news(kata, run, clock):
    """The event is set when more than the longest wait has passed, but less than was asked for.
    The answer is True, at that moment."""
    event = threading.Event()
    begin = clock.now()
    answers = []

    def wait():
        answers.append(kata.wait_at_most(event, 2.5 * threading.TIMEOUT_MAX))
        answers.append(clock.now() - begin)

    def set_late():
        clock.sleep(1.25 * threading.TIMEOUT_MAX)
        event.set()

    run(wait, set_late)
    assert answers == [True, pytest.approx(1.25 * threading.TIMEOUT_MAX)]


@pytest.mark.model_only("centuries pass")
def test_infinity_does_not_end(kata, run, clock):
    """Infinity is longer than three times the longest wait: the thread still waits then, and the
    answer is True when somebody sets the event."""
    event = threading.Event()
    answers = []

    def wait():
        answers.append(kata.wait_at_most(event, math.inf))

    def set_late():
        clock.sleep(3.5 * threading.TIMEOUT_MAX)
        event.set()

    run(wait, set_late)
    assert answers == [True]
