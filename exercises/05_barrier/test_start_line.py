"""What start_together promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest


class PowerCut(BaseException):
    """What is neither an Exception nor a SystemExit."""


def nothing():
    """A runner, or a cleanup, that has nothing to do."""


def test_every_runner_is_called_once(kata):
    """Each runner is called, once. With one runner, it need not wait for anybody."""
    ran = []
    kata.start_together([lambda: ran.append("a")], nothing)
    assert ran == ["a"]
    kata.start_together([lambda: ran.append("b"), lambda: ran.append("c")], nothing)
    assert sorted(ran) == ["a", "b", "c"]


def test_no_runners_are_refused(kata):
    """With nobody at the line, start_together raises ValueError and does not tidy up."""
    called = []
    with pytest.raises(ValueError):
        kata.start_together([], lambda: called.append("cleanup"))
    assert called == []


@pytest.mark.hasty
def test_nobody_runs_before_all_are_there(kata):
    """When the first runner is called, the threads of both runners are there already."""
    before = threading.active_count()
    there = []

    def runner():
        there.append(threading.active_count() - before)

    kata.start_together([runner, runner], nothing)
    assert there[0] >= 2


def test_the_runners_run_at_the_same_time(kata):
    """Two runners that wait for each other can meet: both are running."""
    meeting = threading.Barrier(2)

    def runner():
        meeting.wait()

    kata.start_together([runner, runner], nothing)


@pytest.mark.model_only("hours pass, which only virtual time can do at once and in a known order")
def test_three_runners(kata, clock):
    """Of three runners none is forgotten at the line. One runs for an hour, one for two and one for
    three; cleanup is called once, when the last has ended."""
    events = []

    def runner(hours):
        def run():
            clock.sleep(3600 * hours)
            events.append(hours)

        return run

    kata.start_together([runner(1), runner(2), runner(3)], lambda: events.append("cleanup"))
    assert events == [1, 2, 3, "cleanup"]


def test_cleanup_is_called_once(kata):
    """However many threads there are, cleanup is called exactly once, and start_together does not
    return before it has been."""
    called = []
    kata.start_together([nothing, nothing], lambda: called.append("cleanup"))
    assert called == ["cleanup"]


def test_cleanup_is_called_once_for_a_single_runner(kata):
    """A single runner is the last as well as the first: cleanup is called once."""
    events = []
    kata.start_together([lambda: events.append("ran")], lambda: events.append("cleanup"))
    assert events == ["ran", "cleanup"]


@pytest.mark.hasty
def test_cleanup_comes_when_all_have_ended(kata):
    """Nothing is tidied up while anybody still runs, whoever set off first."""
    events = []

    def runner():
        events.append("runs")
        events.append("ends")

    kata.start_together([runner, runner], lambda: events.append("cleanup"))
    assert events[-1] == "cleanup"
    assert sorted(events[:-1]) == ["ends", "ends", "runs", "runs"]


def test_one_of_the_runners_threads_tidies_up(kata):
    """cleanup is called in one of the threads that called a runner, and each runner had a thread of
    its own."""
    threads = []
    tidying = []

    def runner():
        threads.append(threading.current_thread())

    def cleanup():
        tidying.append(threading.current_thread())

    kata.start_together([runner, runner], cleanup)
    assert len(set(threads)) == 2
    assert threading.current_thread() not in threads
    assert tidying[0] in threads


def test_a_runner_that_fails_holds_nobody_up(kata):
    """One runner raises. The other ends its run, cleanup is called, and only then is the exception
    raised, the very same object."""
    error = ValueError("fell at the start")
    events = []

    def bad():
        raise error

    def good():
        events.append("ran")

    with pytest.raises(ValueError) as caught:
        kata.start_together([bad, good], lambda: events.append("cleanup"))
    assert caught.value is error
    assert events == ["ran", "cleanup"]


def test_a_runner_that_exits_holds_nobody_up(kata):
    """A runner that leaves with SystemExit has ended like any other: cleanup is called, and the
    SystemExit is raised."""
    called = []

    def leaving():
        raise SystemExit("no")

    with pytest.raises(SystemExit):
        kata.start_together([leaving, nothing], lambda: called.append("cleanup"))
    assert called == ["cleanup"]


def test_a_runner_may_raise_anything(kata):
    """A runner raises a BaseException that is neither an Exception nor a SystemExit. It has ended
    like any other: cleanup is called, and that exception is raised."""
    called = []

    def bad():
        raise PowerCut

    with pytest.raises(PowerCut):
        kata.start_together([bad, nothing], lambda: called.append("cleanup"))
    assert called == ["cleanup"]


def test_a_runner_whose_own_barrier_breaks_has_failed(kata):
    """A runner raises BrokenBarrierError, of some barrier of its own. It is raised like any other
    exception, the very same object."""
    error = threading.BrokenBarrierError("a barrier of the runner's own")

    def bad():
        raise error

    with pytest.raises(threading.BrokenBarrierError) as caught:
        kata.start_together([bad, nothing], nothing)
    assert caught.value is error


def test_an_exception_of_cleanup_is_raised(kata):
    """cleanup raises. The caller hears of it: the same exception is raised by start_together."""
    error = OSError("cannot be deleted")

    def cleanup():
        raise error

    with pytest.raises(OSError) as caught:
        kata.start_together([nothing, nothing], cleanup)
    assert caught.value is error


def test_a_cleanup_that_exits_has_failed(kata):
    """cleanup leaves with SystemExit. The caller hears of that as well."""

    def cleanup():
        raise SystemExit("no")

    with pytest.raises(SystemExit):
        kata.start_together([nothing, nothing], cleanup)


def test_a_cleanup_whose_own_barrier_breaks_has_failed(kata):
    """cleanup raises BrokenBarrierError, of some barrier of its own. It is raised like any other
    exception, the very same object."""
    error = threading.BrokenBarrierError("a barrier of the cleanup's own")

    def cleanup():
        raise error

    with pytest.raises(threading.BrokenBarrierError) as caught:
        kata.start_together([nothing, nothing], cleanup)
    assert caught.value is error


def test_of_two_exceptions_the_first_is_raised(kata):
    """A runner raises, and later cleanup does as well. The runner's exception is raised."""
    error = ValueError("fell at the start")

    def bad():
        raise error

    def cleanup():
        raise OSError("cannot be deleted")

    with pytest.raises((ValueError, OSError)) as caught:
        kata.start_together([nothing, bad], cleanup)
    assert caught.value is error


@pytest.mark.model_only("a minute passes, which only virtual time can do at once")
def test_of_two_runners_the_first_in_time(kata, clock):
    """Both runners raise, the second of the list a minute before the first. Its exception is the
    one that is raised: it was the first in time."""
    error = ValueError("fell at the start")

    def late():
        clock.sleep(60)
        raise KeyError("fell at the end")

    def early():
        raise error

    with pytest.raises((ValueError, KeyError)) as caught:
        kata.start_together([late, early], nothing)
    assert caught.value is error


def test_no_thread_is_left(kata):
    """When start_together returns, all its threads have ended."""
    before = threading.active_count()
    kata.start_together([nothing, nothing], nothing)
    assert threading.active_count() == before


@pytest.mark.model_only("an hour passes, which only virtual time can do at once")
def test_a_run_may_take_long(kata, clock):
    """One runner needs an hour, the other is done at once. It is tidied up after the hour."""
    events = []

    def slow():
        clock.sleep(3600)
        events.append("slow")

    kata.start_together([slow, nothing], lambda: events.append("cleanup"))
    assert events == ["slow", "cleanup"]
