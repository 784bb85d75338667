"""What a latch promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_it_counts_down(kata):
    """`count` says how many events are missing. Each count_down() makes it one less."""
    latch = kata.CountDownLatch(2)
    assert latch.count == 2
    latch.count_down()
    assert latch.count == 1
    latch.count_down()
    assert latch.count == 0


def test_it_opens_with_the_last_event(kata):
    """wait() returns True when all events have been counted, and from then on every time."""
    latch = kata.CountDownLatch(2)
    latch.count_down()
    latch.count_down()
    assert latch.wait() is True
    assert latch.wait() is True


def test_a_latch_for_nothing_is_open(kata):
    """With a count of 0 there is nothing to wait for: wait() returns True at once."""
    latch = kata.CountDownLatch(0)
    assert latch.count == 0
    assert latch.wait() is True


def test_a_negative_count_is_an_error(kata):
    """Fewer than no events cannot be missing: a negative count raises ValueError."""
    with pytest.raises(ValueError):
        kata.CountDownLatch(-1)


def test_it_never_counts_below_zero(kata):
    """An event too many changes nothing: the count stays 0, and the latch stays open."""
    latch = kata.CountDownLatch(1)
    latch.count_down()
    latch.count_down()
    assert latch.count == 0
    assert latch.wait() is True


@pytest.mark.hasty
def test_the_last_two_count_down_together(kata, run):
    """Two events happen at the same moment. Both count: the latch opens.

    If both threads read the same number before either writes, one event is not counted, and
    nobody ever gets to see zero.
    """
    latch = kata.CountDownLatch(2)
    run(latch.count_down, latch.count_down, latch.wait)
    assert latch.count == 0


def test_two_events_where_one_is_missing(kata, run):
    """Only one event is missing when two happen at the same moment. The count is 0, not less."""
    latch = kata.CountDownLatch(1)
    run(latch.count_down, latch.count_down)
    assert latch.count == 0
    assert latch.wait() is True


@pytest.mark.hasty
def test_nobody_passes_before_the_last_event(kata, run):
    """A thread that waits is held until every event has happened, however long that takes."""
    latch = kata.CountDownLatch(2)
    loaded = []
    seen = []

    def load():
        loaded.append("part")
        latch.count_down()

    def serve():
        latch.wait()
        seen.append(len(loaded))

    run(load, load, serve)
    assert seen == [2]


def test_nothing_is_missing_when_it_has_opened(kata, run):
    """When wait() has returned True, the count is 0."""
    latch = kata.CountDownLatch(1)
    seen = []

    def serve():
        latch.wait()
        seen.append(latch.count)

    run(serve, latch.count_down)
    assert seen == [0]


def test_all_who_wait_are_woken(kata, run):
    """Two threads wait for the same latch. When it opens, both of them go on."""
    latch = kata.CountDownLatch(1)
    served = []

    def serve():
        latch.wait()
        served.append("served")

    run(serve, serve, latch.count_down)
    assert served == ["served", "served"]


def test_who_counts_down_does_not_wait(kata):
    """count_down() returns at once, although other events are missing and nobody is waiting."""
    latch = kata.CountDownLatch(2)
    latch.count_down()
    assert latch.count == 1


def test_reading_the_count_does_not_wait(kata, run):
    """`count` can be read while another thread is waiting for the latch: reading does not wait,
    and keeps nobody from counting down."""
    latch = kata.CountDownLatch(1)
    seen = []

    def look_and_count():
        seen.append(latch.count)
        latch.count_down()

    run(latch.wait, look_and_count)
    assert seen == [1]


def test_wait_gives_up_after_the_timeout(kata):
    """One event is missing. wait(timeout) returns False when the time is over."""
    latch = kata.CountDownLatch(2)
    latch.count_down()
    assert latch.wait(0.01) is False
    assert latch.wait(timeout=0) is False
    latch.count_down()
    assert latch.wait(timeout=0) is True


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_every_event_is_no_new_timeout(kata, run, clock):
    """An event after 3 seconds, but one is still missing after 5: wait(5) returns False then. The
    event in between does not make it wait any longer."""
    latch = kata.CountDownLatch(2)
    begin = clock.now()
    results = []

    def serve():
        results.append(latch.wait(5))
        results.append(clock.now() - begin)

    def load():
        clock.sleep(3)
        latch.count_down()

    run(serve, load)
    assert results == [False, 5]


def test_two_latches_have_nothing_in_common(kata):
    """Counting one latch down opens no other."""
    first, second = kata.CountDownLatch(1), kata.CountDownLatch(1)
    first.count_down()
    assert first.wait() is True
    assert second.count == 1
    assert second.wait(timeout=0) is False
