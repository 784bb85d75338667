"""What a throttle promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest

LONG = "long times pass, which only virtual time can do at once"


def test_the_first_ones_need_not_wait(kata, clock):
    """As many as are allowed in one period go through at once."""
    throttle = kata.Throttle(3, 60.0)
    begin = clock.now()
    for _ in range(3):
        throttle.wait()
    assert clock.now() - begin < 30


def test_what_a_throttle_cannot_be(kata):
    """Fewer than one call, or a period of no time or less, is a ValueError."""
    for calls, period in ((0, 1.0), (-1, 1.0), (1, 0), (1, -1.0)):
        with pytest.raises(ValueError):
            kata.Throttle(calls, period)


def test_the_next_one_has_to_wait(kata, clock):
    """One call is allowed in a fiftieth of a second. Three of them take two fiftieths at least."""
    throttle = kata.Throttle(1, 0.02)
    begin = clock.now()
    for _ in range(3):
        throttle.wait()
    assert clock.now() - begin >= 0.04 - 1e-6


@pytest.mark.model_only(LONG)
def test_one_thread_alone(kata, clock):
    """Two calls are allowed in ten seconds. Five calls one after another go through after 0, 0, 10,
    10 and 20 seconds: no sooner, and no later."""
    throttle = kata.Throttle(2, 10.0)
    begin = clock.now()
    passed = []
    for _ in range(5):
        throttle.wait()
        passed.append(clock.now() - begin)
    assert passed == pytest.approx([0, 0, 10, 10, 20])


@pytest.mark.model_only(LONG)
def test_two_threads_share_it(kata, run, clock):
    """One call is allowed in ten seconds. Two threads come at the same moment: one goes through at
    once, the other after ten seconds."""
    throttle = kata.Throttle(1, 10.0)
    begin = clock.now()
    passed = []

    def asking():
        throttle.wait()
        passed.append(clock.now() - begin)

    run(asking, asking)
    assert sorted(passed) == pytest.approx([0, 10])


@pytest.mark.model_only(LONG)
def test_two_threads_share_what_is_left(kata, run, clock):
    """Two calls are allowed in ten seconds, and one has been made. Of two threads that come now one
    goes through at once, the other after ten seconds."""
    throttle = kata.Throttle(2, 10.0)
    begin = clock.now()
    throttle.wait()
    passed = []

    def asking():
        throttle.wait()
        passed.append(clock.now() - begin)

    run(asking, asking)
    assert sorted(passed) == pytest.approx([0, 10])


@pytest.mark.model_only(LONG)
def test_who_waits_sleeps(kata, run, clock):
    """One call is allowed in ten seconds, and two threads come. The one that has to wait sleeps,
    instead of looking at the clock all the time."""
    throttle = kata.Throttle(1, 10.0)
    begin = clock.now()

    def asking():
        throttle.wait()

    run(asking, asking)
    assert clock.now() - begin >= 10 - 1e-6


@pytest.mark.model_only(LONG)
def test_three_threads_share_it(kata, run, clock):
    """One call is allowed in ten seconds, and three threads come. They go through after 0, 10 and
    20 seconds."""
    throttle = kata.Throttle(1, 10.0)
    begin = clock.now()
    passed = []

    def asking():
        throttle.wait()
        passed.append(clock.now() - begin)

    run(asking, asking, asking)
    assert sorted(passed) == pytest.approx([0, 10, 20])


@pytest.mark.model_only(LONG)
def test_any_period_counts(kata, clock):
    """Two calls are allowed in ten seconds. One goes through at the beginning, one after nine
    seconds. The third may go after ten, but the fourth only after nineteen."""
    throttle = kata.Throttle(2, 10.0)
    begin = clock.now()
    passed = []
    throttle.wait()
    clock.sleep(9)
    for _ in range(3):
        throttle.wait()
        passed.append(clock.now() - begin)
    assert passed == pytest.approx([9, 10, 19])


@pytest.mark.model_only(LONG)
def test_two_late_ones_count_for_the_next_period(kata, clock):
    """Two calls are allowed in ten seconds, and nobody comes for nine. Then two go through, and the
    next two only ten seconds after those."""
    throttle = kata.Throttle(2, 10.0)
    begin = clock.now()
    passed = []
    clock.sleep(9)
    for _ in range(4):
        throttle.wait()
        passed.append(clock.now() - begin)
    assert passed == pytest.approx([9, 9, 19, 19])


@pytest.mark.model_only(LONG)
def test_nothing_is_saved_up(kata, clock):
    """Two calls are allowed in ten seconds, and one has been made. After an hour's rest two go
    through at once, and not one more for the time in which nobody came."""
    throttle = kata.Throttle(2, 10.0)
    throttle.wait()
    clock.sleep(3600)
    begin = clock.now()
    passed = []
    for _ in range(4):
        throttle.wait()
        passed.append(clock.now() - begin)
    assert passed == pytest.approx([0, 0, 10, 10])


@pytest.mark.model_only(LONG)
def test_it_does_not_matter_how_long_it_takes(kata, run, clock):
    """One call is allowed in ten seconds. The first thread is busy for an hour with what it was let
    through for; the second goes through after ten seconds all the same."""
    throttle = kata.Throttle(1, 10.0)
    begin = clock.now()
    passed = []

    def asking():
        throttle.wait()
        passed.append(clock.now() - begin)
        clock.sleep(3600)

    run(asking, asking)
    assert sorted(passed) == pytest.approx([0, 10])


@pytest.mark.model_only(LONG)
def test_two_throttles_do_not_mix(kata, run, clock):
    """While somebody waits at one throttle, another one lets a thread through at once."""
    one, other = kata.Throttle(1, 10.0), kata.Throttle(1, 10.0)
    begin = clock.now()
    one.wait()
    passed = []

    def waiting():
        one.wait()

    def asking():
        clock.sleep(1)
        other.wait()
        passed.append(clock.now() - begin)

    run(waiting, asking)
    assert passed == pytest.approx([1])


def test_no_threads_are_started(kata):
    """When calls have gone through, there are as many threads as before: none is left that would
    keep the program from ending."""
    before = threading.active_count()
    throttle = kata.Throttle(2, 0.01)
    throttle.wait()
    throttle.wait()
    assert threading.active_count() == before
