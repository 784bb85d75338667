"""What run_phases promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest


class PowerCut(BaseException):
    """What is neither an Exception nor a SystemExit."""


def idle(worker):
    """A phase, or a between, with nothing to do."""


def test_every_worker_goes_through_every_phase(kata):
    """Each phase is called once for each worker, with the worker's number, counted from 0."""
    calls = []

    def load(worker):
        calls.append(("load", worker))

    def store(worker):
        calls.append(("store", worker))

    kata.run_phases(2, [load, store], idle)
    assert sorted(calls) == [("load", 0), ("load", 1), ("store", 0), ("store", 1)]


def test_one_worker_alone(kata):
    """A single worker goes through the phases in order, and `between` gets the number of each."""
    events = []

    def phase(worker):
        events.append("phase")

    def between(number):
        events.append(number)

    kata.run_phases(1, [phase, phase, phase], between)
    assert events == ["phase", 0, "phase", 1, "phase", 2]


def test_no_phases(kata):
    """Without phases nothing is called."""
    called = []
    kata.run_phases(2, [], called.append)
    assert called == []


def test_there_is_at_least_one_worker(kata):
    """Less than one worker is a ValueError, and so it is when there are no phases."""
    with pytest.raises(ValueError):
        kata.run_phases(0, [idle], idle)
    with pytest.raises(ValueError):
        kata.run_phases(-1, [idle], idle)
    with pytest.raises(ValueError):
        kata.run_phases(0, [], idle)


@pytest.mark.hasty
def test_nobody_begins_before_all_have_finished(kata):
    """As long as anybody is in the first phase, nobody is in the second.

    A barrier lets go when as many threads have come as it was made for, and it is ready for the
    next round at once. It has to be the same barrier for all.
    """
    events = []

    def first(worker):
        events.append("first")

    def second(worker):
        events.append("second")

    kata.run_phases(2, [first, second], idle)
    assert events == ["first", "first", "second", "second"]


def test_the_workers_of_a_phase_work_at_the_same_time(kata):
    """In each phase the two workers can wait for each other: both are running."""
    meeting = threading.Barrier(2)

    def phase(worker):
        meeting.wait()

    kata.run_phases(2, [phase, phase], idle)


def test_every_worker_has_a_thread_of_its_own(kata):
    """The two workers of a phase run in two threads, and the caller's is none of them."""
    threads = []

    def phase(worker):
        threads.append(threading.current_thread())

    kata.run_phases(2, [phase], idle)
    assert len(set(threads)) == 2
    assert threading.current_thread() not in threads


def test_three_workers(kata):
    """Three workers go through a phase, and none of them is left behind."""
    numbers = []
    kata.run_phases(3, [idle], numbers.append)
    assert numbers == [0]


def test_between_is_called_once_after_each_phase(kata):
    """between(0) is called once, and then between(1), the last phase included."""
    calls = []
    kata.run_phases(2, [idle, idle], calls.append)
    assert calls == [0, 1]


def test_between_is_called_when_nobody_works(kata):
    """While `between` is called, nobody is in the phase before it or in the phase after it."""
    events = []

    def first(worker):
        events.append("first")

    def second(worker):
        events.append("second")

    def between(number):
        events.append("between begins")
        events.append("between ends")

    kata.run_phases(2, [first, second], between)
    between_both = ["between begins", "between ends"]
    assert events == ["first", "first", *between_both, "second", "second", *between_both]


def test_a_worker_that_fails_ends_the_work(kata):
    """One worker fails in the first phase. Nobody waits for it for ever, and nobody begins the
    second phase; the exception is raised, the very same object."""
    error = ValueError("out of memory")
    went_on = []

    def first(worker):
        if worker == 1:
            raise error

    with pytest.raises(ValueError) as caught:
        kata.run_phases(2, [first, went_on.append], idle)
    assert caught.value is error
    assert went_on == []


def test_no_between_after_a_failure(kata):
    """One worker fails in the second phase. `between` has been called for the first phase only."""
    calls = []

    def second(worker):
        if worker == 0:
            raise ValueError("out of memory")

    with pytest.raises(ValueError):
        kata.run_phases(2, [idle, second], calls.append)
    assert calls == [0]


def test_a_worker_at_work_is_not_disturbed(kata):
    """Both workers are in the phase when one of them fails. The other finishes what it does, and
    only when it has ended is the exception raised."""
    both_are_in = threading.Barrier(2)
    events = []

    def phase(worker):
        both_are_in.wait()
        if worker == 0:
            raise ValueError("out of memory")
        events.append("finished")

    with pytest.raises(ValueError):
        kata.run_phases(2, [phase], idle)
    assert events == ["finished"]


def test_a_worker_that_exits_has_failed(kata):
    """A worker that leaves with SystemExit has failed like any other: nobody waits for it."""

    def phase(worker):
        if worker == 0:
            raise SystemExit("no")

    with pytest.raises(SystemExit):
        kata.run_phases(2, [phase], idle)


def test_a_worker_may_raise_anything(kata):
    """A worker raises a BaseException that is neither an Exception nor a SystemExit. It has failed
    like any other: nobody waits for it, and that exception is raised."""

    def phase(worker):
        if worker == 0:
            raise PowerCut

    with pytest.raises(PowerCut):
        kata.run_phases(2, [phase], idle)


def test_a_worker_whose_own_barrier_breaks_has_failed(kata):
    """A phase raises BrokenBarrierError, of some barrier of its own. It has failed like any other:
    nobody waits for it, and the exception is raised, the very same object."""
    error = threading.BrokenBarrierError("a barrier of the phase's own")

    def phase(worker):
        if worker == 0:
            raise error

    with pytest.raises(threading.BrokenBarrierError) as caught:
        kata.run_phases(2, [phase, idle], idle)
    assert caught.value is error


def test_two_workers_fail_at_once(kata):
    """Both workers fail in the first phase. One of the two exceptions is raised."""
    errors = [ValueError("worker 0"), ValueError("worker 1")]

    def phase(worker):
        raise errors[worker]

    with pytest.raises(ValueError) as caught:
        kata.run_phases(2, [phase, idle], idle)
    assert caught.value is errors[0] or caught.value is errors[1]


def test_between_fails(kata):
    """`between` raises. Nobody begins the next phase, nobody is left waiting, and the exception is
    raised, the very same object."""
    error = OSError("disk full")
    went_on = []

    def between(number):
        raise error

    with pytest.raises((OSError, threading.BrokenBarrierError)) as caught:
        kata.run_phases(2, [idle, went_on.append], between)
    assert caught.value is error
    assert went_on == []


def test_a_between_that_exits_has_failed(kata):
    """`between` leaves with SystemExit. Nobody begins the next phase, and the SystemExit is
    raised."""
    went_on = []

    def between(number):
        raise SystemExit("no")

    with pytest.raises(SystemExit):
        kata.run_phases(2, [idle, went_on.append], between)
    assert went_on == []


def test_a_between_whose_own_barrier_breaks_has_failed(kata):
    """`between` raises BrokenBarrierError, of some barrier of its own. It has failed like any
    other, and the exception is raised, the very same object."""
    error = threading.BrokenBarrierError("a barrier of its own")

    def between(number):
        raise error

    with pytest.raises(threading.BrokenBarrierError) as caught:
        kata.run_phases(2, [idle], between)
    assert caught.value is error


def test_no_thread_is_left_after_a_failure(kata):
    """When run_phases raises because `between` did, all its threads have ended."""
    before = threading.active_count()

    def between(number):
        raise OSError("disk full")

    with pytest.raises(OSError):
        kata.run_phases(2, [idle], between)
    assert threading.active_count() == before


@pytest.mark.model_only("an hour passes, which only virtual time can do at once")
def test_a_phase_may_take_long(kata, clock):
    """One worker needs an hour for the first phase. The other waits for it."""
    events = []

    def first(worker):
        if worker == 0:
            clock.sleep(3600)
        events.append("first")

    def second(worker):
        events.append("second")

    kata.run_phases(2, [first, second], idle)
    assert events == ["first", "first", "second", "second"]
