"""What wait_or_work promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_an_event_that_is_set_needs_no_work(kata, threading):
    """The event is set from the start. work() is not called at all, and the result is 0."""
    event = threading.Event()
    event.set()
    calls = []
    assert kata.wait_or_work(event, 3600, lambda: calls.append("work")) == 0
    assert calls == []


def test_it_works_until_the_event_is_set(kata, threading):
    """work() itself sets the event when it is called for the third time. There is no fourth call,
    and the result is 3."""
    event = threading.Event()
    calls = []

    def work():
        calls.append("work")
        if len(calls) == 3:
            event.set()

    assert kata.wait_or_work(event, 0.001, work) == 3
    assert len(calls) == 3


def test_the_event_is_set_by_another_thread(kata, run, threading):
    """One thread waits, with an interval of an hour, and another sets the event. Whichever is
    first, there is nothing to do in between."""
    event = threading.Event()
    results = []

    def waiter():
        results.append(kata.wait_or_work(event, 3600, lambda: None))

    run(waiter, event.set)
    assert results == [0]


def test_the_event_is_set_while_it_works(kata, run, threading):
    """Another thread sets the event while work() is running. When work() returns, that was the
    last call, and the result is 1."""
    event, working, is_set = threading.Event(), threading.Event(), threading.Event()
    results = []

    def work():
        working.set()
        is_set.wait()

    def setter():
        working.wait()
        event.set()
        is_set.set()

    run(lambda: results.append(kata.wait_or_work(event, 0.001, work)), setter)
    assert results == [1]


def test_work_is_done_in_the_callers_thread(kata, threading):
    """work() is called in the thread that has called wait_or_work()."""
    event = threading.Event()
    threads = []

    def work():
        threads.append(threading.current_thread())
        event.set()

    kata.wait_or_work(event, 0.001, work)
    assert threads == [threading.current_thread()]


def test_the_event_stays_set(kata, threading):
    """Others may be waiting for the same event. It is still set when wait_or_work() returns."""
    event = threading.Event()
    kata.wait_or_work(event, 0.001, event.set)
    assert event.is_set()


def test_what_work_returns_does_not_matter(kata, threading):
    """work() may return anything: only the event ends the waiting."""
    event = threading.Event()
    results = iter([True, None, False])

    def work():
        result = next(results)
        if result is False:
            event.set()
        return result

    assert kata.wait_or_work(event, 0.001, work) == 3


def test_what_work_raises_is_raised(kata, threading):
    """work() raises an exception. It is not called again, and wait_or_work() raises the same. The
    event has not come: nobody sets it for that."""
    error, event = ValueError("cannot work"), threading.Event()
    calls = []

    def work():
        calls.append("work")
        raise error

    with pytest.raises(ValueError) as caught:
        kata.wait_or_work(event, 0.001, work)
    assert caught.value is error
    assert calls == ["work"]
    assert not event.is_set()


@pytest.mark.threads_only("one thread works two thousand times: there is nothing to search")
@pytest.mark.repeat(1)  # always the same
def test_it_may_go_on_for_long(kata, threading):
    """The event is set in the two thousandth call. Until then it goes on."""
    event = threading.Event()
    calls = []

    def work():
        calls.append("work")
        if len(calls) == 2000:
            event.set()

    assert kata.wait_or_work(event, 0.000001, work) == 2000


@pytest.mark.model_only("hours pass, which only virtual time can do at once")
def test_it_returns_in_the_moment_the_event_is_set(kata, run, threading, clock):
    """The interval is an hour, and the event is set after 100 seconds. wait_or_work() returns
    then, and not at the end of the hour."""
    event = threading.Event()
    begin = clock.now()
    took = []

    def waiter():
        kata.wait_or_work(event, 3600, lambda: None)
        took.append(clock.now() - begin)

    def setter():
        clock.sleep(100)
        event.set()

    run(waiter, setter)
    assert took == [100]


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_one_call_each_interval(kata, run, threading, clock):
    """The interval is 2.5 seconds, and the event is set after 9: there are three calls, after 2.5,
    5 and 7.5 seconds."""
    event = threading.Event()
    begin = clock.now()
    times = []

    def setter():
        clock.sleep(9)
        event.set()

    run(
        lambda: kata.wait_or_work(event, 2.5, lambda: times.append(clock.now() - begin)),
        setter,
    )
    assert times == [2.5, 5, 7.5]


@pytest.mark.model_only("seconds pass, which only virtual time can do at once")
def test_the_time_that_work_takes_is_not_counted(kata, threading, clock):
    """The interval is 10 seconds, and work() takes 3. The calls begin after 10, 23 and 36
    seconds."""
    event = threading.Event()
    begin = clock.now()
    times = []

    def work():
        times.append(clock.now() - begin)
        clock.sleep(3)
        if len(times) == 3:
            event.set()

    kata.wait_or_work(event, 10, work)
    assert times == [10, 23, 36]
