"""What Every promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest

VIRTUAL = pytest.mark.model_only("the clock is read, and only virtual time is exact")

#: Seconds; short enough for real threads, and without rounding when it is added up.
SHORT = 1 / 64


def end_of_all_but(before):
    """Wait for the end of all threads that were not there `before`, also of those yet to come."""
    while others := [thread for thread in threading.enumerate() if thread not in before]:
        for thread in others:
            thread.join()


@VIRTUAL
def test_each_call_comes_when_it_is_due(kata, clock):
    """With an interval of 10, the calls come 10, 20, 30 seconds after the start."""
    begin, times = clock.now(), []
    every = kata.Every(10, lambda: times.append(clock.now() - begin))
    every.start()
    clock.sleep(35)
    every.cancel()
    assert times == [10, 20, 30]


@VIRTUAL
def test_the_time_runs_from_the_start(kata, clock):
    """It was made five seconds before it is started: the first call comes ten seconds after the
    start, not after it was made."""
    begin, times = clock.now(), []
    every = kata.Every(10, lambda: times.append(clock.now() - begin))
    clock.sleep(5)
    every.start()
    clock.sleep(13)
    every.cancel()
    assert times == [15]


@VIRTUAL
def test_start_does_not_wait(kata, clock):
    """start() returns at once; the calls are made by another thread."""
    before, begin, where = threading.enumerate(), clock.now(), []

    def function():
        where.append(threading.current_thread())
        every.cancel()

    every = kata.Every(10, function)
    every.start()
    assert clock.now() == begin
    end_of_all_but(before)
    assert len(where) == 1
    assert where[0] not in before


def test_it_goes_on_until_it_is_cancelled(kata):
    """The function itself cancels in its third call. There are exactly three calls, and nobody
    waits for ever."""
    before, calls = threading.enumerate(), []

    def function():
        calls.append("call")
        if len(calls) >= 3:
            every.cancel()

    every = kata.Every(SHORT, function)
    every.start()
    end_of_all_but(before)
    assert len(calls) == 3


@VIRTUAL
def test_calls_that_take_time_delay_nothing(kata, clock):
    """Each call takes 3 seconds. With an interval of 10 they still begin after 10, 20, 30
    seconds."""
    begin, times = clock.now(), []

    def function():
        times.append(clock.now() - begin)
        clock.sleep(3)

    every = kata.Every(10, function)
    every.start()
    clock.sleep(35)
    every.cancel()
    assert times == [10, 20, 30]


@VIRTUAL
def test_no_call_is_left_out(kata, clock):
    """The first call takes 25 seconds, so the second and the third are late. They come right after
    it, and the fourth one is in time again."""
    begin, times = clock.now(), []

    def function():
        times.append(clock.now() - begin)
        if len(times) == 1:
            clock.sleep(25)

    every = kata.Every(10, function)
    every.start()
    clock.sleep(45)
    every.cancel()
    assert times == [10, 35, 35, 40]


@VIRTUAL
def test_one_call_at_a_time(kata, clock):
    """Calls that take longer than the interval come one after the other: none begins before the
    one before it has ended."""
    events = []

    def function():
        events.append("begins")
        clock.sleep(25)
        events.append("ends")

    every = kata.Every(10, function)
    every.start()
    clock.sleep(70)
    every.cancel()
    calls = events.count("begins")
    assert calls >= 3
    assert events == ["begins", "ends"] * calls


def test_cancelled_before_the_first_call(kata):
    """cancel() comes before the first call is due: there is none."""
    before, calls = threading.enumerate(), []
    every = kata.Every(60, lambda: calls.append("call"))
    every.start()
    every.cancel()
    end_of_all_but(before)
    assert calls == []


@VIRTUAL
def test_cancel_does_not_wait_for_the_next_call(kata, clock):
    """The next call is due in an hour. cancel() returns at once, and the thread ends at once."""
    before, begin = threading.enumerate(), clock.now()
    every = kata.Every(60 * 60, list)
    every.start()
    clock.sleep(5)
    every.cancel()
    assert clock.now() - begin == 5
    end_of_all_but(before)
    assert clock.now() - begin == 5


@pytest.mark.hasty
def test_no_call_begins_after_cancel(kata, run):
    """cancel() comes at any moment, also when a call is just about to be made. Once it has
    returned, no call begins."""
    before, events = threading.enumerate(), []

    def function():
        events.append("call begins")
        if events.count("call begins") >= 2:
            every.cancel()  # so that there is an end, however late the other thread comes

    every = kata.Every(SHORT, function)

    def cancel():
        every.cancel()
        events.append("cancelled")

    every.start()
    run(cancel)
    end_of_all_but(before)
    assert events[-1] == "cancelled"


@pytest.mark.hasty
def test_cancel_waits_for_the_end_of_a_call(kata, run):
    """When cancel() comes in the middle of a call, it returns when that call has ended."""
    before, events = threading.enumerate(), []
    begun = threading.Event()

    def function():
        events.append("call begins")
        begun.set()
        if events.count("call begins") >= 2:
            every.cancel()
        events.append("call ends")

    every = kata.Every(SHORT, function)

    def cancel():
        begun.wait()
        every.cancel()
        events.append("cancelled")

    every.start()
    run(cancel)
    end_of_all_but(before)
    assert events[-2:] == ["call ends", "cancelled"]


@VIRTUAL
def test_a_call_that_goes_on_is_the_last(kata, clock):
    """cancel() comes in the middle of a long call, when the next one is due already. It waits for
    the end of that call, and the next one does not begin."""
    begin, times = clock.now(), []

    def function():
        times.append(clock.now() - begin)
        clock.sleep(25)
        if len(times) >= 3:
            every.cancel()  # so that there is an end

    every = kata.Every(10, function)
    every.start()
    clock.sleep(30)
    every.cancel()
    assert times == [10]
    assert clock.now() - begin == 35


def test_cancelled_from_inside_and_outside(kata, run, clock):
    """The function cancels while another thread does so too. Both come through. There is at most
    that one call, and it has ended when the other thread's cancel() returns."""
    before, events = threading.enumerate(), []

    def function():
        every.cancel()
        events.append("call ends")

    every = kata.Every(SHORT, function)

    def cancel():
        clock.sleep(SHORT)
        every.cancel()
        events.append("cancelled")

    every.start()
    run(cancel)
    end_of_all_but(before)
    assert events in (["cancelled"], ["call ends", "cancelled"])


def test_it_can_be_cancelled_again(kata, run):
    """Two threads cancel at the same time, and somebody does once more later. Nobody minds."""
    before, calls = threading.enumerate(), []
    every = kata.Every(60, lambda: calls.append("call"))
    every.start()
    run(every.cancel, every.cancel)
    end_of_all_but(before)
    every.cancel()
    assert calls == []


def test_cancelled_before_the_start(kata):
    """It may be cancelled before it is started. Then start() calls nothing."""
    before, calls = threading.enumerate(), []

    def function():
        calls.append("call")
        every.cancel()

    every = kata.Every(SHORT, function)
    every.cancel()
    every.start()
    end_of_all_but(before)
    assert calls == []


def test_cancelled_during_the_start(kata, run):
    """One thread starts it while another cancels it. Nothing is called, whichever was first."""
    before, calls = threading.enumerate(), []
    every = kata.Every(60, lambda: calls.append("call"))
    run(every.start, every.cancel)
    end_of_all_but(before)
    assert calls == []


@VIRTUAL
def test_it_can_be_started_only_once(kata, clock):
    """A second start() raises RuntimeError and changes nothing: the calls come when they are due,
    once each."""
    begin, times = clock.now(), []
    every = kata.Every(10, lambda: times.append(clock.now() - begin))
    every.start()
    clock.sleep(5)
    with pytest.raises(RuntimeError):
        every.start()
    clock.sleep(20)
    every.cancel()
    assert times == [10, 20]


@VIRTUAL
def test_two_of_them_do_not_know_each_other(kata, clock):
    """Of two, one takes long over each call, and is cancelled. The other one makes its calls when
    they are due, and goes on."""
    begin, times = clock.now(), []
    slow = kata.Every(10, lambda: clock.sleep(25))
    quick = kata.Every(10, lambda: times.append(clock.now() - begin))
    slow.start()
    quick.start()
    clock.sleep(15)
    slow.cancel()
    clock.sleep(10)
    quick.cancel()
    assert times == [10, 20, 30, 40]


def test_it_cannot_be_started_after_its_end(kata):
    """It was started and cancelled. Another start() raises RuntimeError, and nothing is called."""
    before, calls = threading.enumerate(), []

    def function():
        calls.append("call")
        every.cancel()

    every = kata.Every(60, function)
    every.start()
    every.cancel()
    end_of_all_but(before)
    with pytest.raises(RuntimeError):
        every.start()
    end_of_all_but(before)
    assert calls == []


def test_a_cancelled_one_can_be_started_only_once(kata):
    """It was cancelled before its start. A second start() raises RuntimeError all the same."""
    before = threading.enumerate()
    every = kata.Every(60, list)
    every.cancel()
    every.start()
    with pytest.raises(RuntimeError):
        every.start()
    end_of_all_but(before)
