"""What run_or_abort promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest


class PowerCut(BaseException):
    """What is neither an Exception nor a SystemExit."""


def test_results_come_in_the_order_of_the_parts(kata):
    """When nothing fails, the results are returned in the order of the parts, whichever part ends
    first."""

    def one(ready):
        ready()
        return "one"

    def two(ready):
        ready()
        return "two"

    assert kata.run_or_abort([one, two]) == ["one", "two"]


def test_a_single_part_need_not_wait(kata):
    """With one part, ready() returns at once."""

    def alone(ready):
        ready()
        return "done"

    assert kata.run_or_abort([alone]) == ["done"]


def test_a_result_may_be_anything(kata):
    """A part may return None or 0: that is a result like any other."""

    def returns_none(ready):
        ready()

    def returns_zero(ready):
        ready()
        return 0

    assert kata.run_or_abort([returns_none, returns_zero]) == [None, 0]


def test_every_part_has_a_thread_of_its_own(kata):
    """The two parts run in two threads, and the caller's is none of them."""
    threads = []

    def part(ready):
        threads.append(threading.current_thread())
        ready()

    kata.run_or_abort([part, part])
    assert len(set(threads)) == 2
    assert threading.current_thread() not in threads


def test_no_parts_no_results(kata):
    """With no parts at all, the result is the empty list."""
    assert kata.run_or_abort([]) == []


@pytest.mark.hasty
def test_nobody_goes_on_before_all_are_ready(kata):
    """ready() returns only when every part has prepared, however long that takes."""
    prepared = []
    seen = []

    def part(ready):
        prepared.append("prepared")
        ready()
        seen.append(len(prepared))

    kata.run_or_abort([part, part])
    assert seen == [2, 2]


def test_parts_prepare_at_the_same_time(kata):
    """Two parts that need each other's help in preparing can give it: both are running."""
    help_given = threading.Barrier(2)

    def part(ready):
        help_given.wait()
        ready()

    kata.run_or_abort([part, part])


def test_parts_go_on_at_the_same_time(kata):
    """Two parts that need each other's help after ready() can give it: both are running."""
    help_given = threading.Barrier(2)

    def part(ready):
        ready()
        help_given.wait()

    kata.run_or_abort([part, part])


def test_three_parts(kata):
    """Three parts get ready, and all of them go on."""

    def part(ready):
        ready()
        return "done"

    assert kata.run_or_abort([part, part, part]) == ["done", "done", "done"]


def test_a_part_that_fails_is_not_waited_for(kata):
    """One part fails before it is ready. The other may not wait for it for ever: run_or_abort
    ends, and raises the exception of the part that failed, the very same object."""
    error = ValueError("cannot prepare")

    def bad(ready):
        raise error

    def good(ready):
        ready()

    with pytest.raises(ValueError) as caught:
        kata.run_or_abort([bad, good])
    assert caught.value is error


def test_nobody_goes_on_when_one_has_failed(kata):
    """One part fails before it is ready. Whether the other calls ready() sooner or later, it does
    not go on."""
    went_on = []

    def good(ready):
        ready()
        went_on.append("good")

    def bad(ready):
        raise ValueError("cannot prepare")

    with pytest.raises(ValueError):
        kata.run_or_abort([good, bad])
    assert went_on == []


def test_ready_raises_when_one_has_failed(kata):
    """One part fails before it is ready. In the other, ready() raises BrokenBarrierError, so that
    it can tidy up."""
    tidied_up = []

    def good(ready):
        try:
            ready()
        except threading.BrokenBarrierError:
            tidied_up.append("good")

    def bad(ready):
        raise ValueError("cannot prepare")

    with pytest.raises(ValueError):
        kata.run_or_abort([good, bad])
    assert tidied_up == ["good"]


def test_all_others_are_told(kata):
    """One of three parts fails before it is ready. ready() raises in both of the others."""
    told = []

    def good(ready):
        try:
            ready()
        except threading.BrokenBarrierError:
            told.append("good")

    def bad(ready):
        raise ValueError("cannot prepare")

    with pytest.raises(ValueError):
        kata.run_or_abort([good, good, bad])
    assert told == ["good", "good"]


def test_all_parts_have_ended_when_it_raises(kata):
    """One part fails, the other has tidying up to do. run_or_abort does not raise before that is
    done as well."""
    tidied_up = []

    def bad(ready):
        raise ValueError("cannot prepare")

    def good(ready):
        try:
            ready()
        finally:
            tidied_up.append("good")

    with pytest.raises(ValueError):
        kata.run_or_abort([bad, good])
    assert tidied_up == ["good"]


def test_the_first_exception_is_raised(kata):
    """One part fails, and because of that the other fails as well, with an exception of its own.
    The first of the two is raised, although its part is the second in the list."""
    first = ValueError("cannot prepare")
    second = KeyError("cannot tidy up")

    def good(ready):
        try:
            ready()
        except threading.BrokenBarrierError:
            raise second from None

    def bad(ready):
        raise first

    with pytest.raises((ValueError, KeyError)) as caught:
        kata.run_or_abort([good, bad])
    assert caught.value is first


def test_two_parts_fail_at_once(kata):
    """Two parts fail on their own, and nobody is ever ready. One of their exceptions is raised."""
    errors = [ValueError("one"), ValueError("two")]

    def one(ready):
        raise errors[0]

    def two(ready):
        raise errors[1]

    with pytest.raises(ValueError) as caught:
        kata.run_or_abort([one, two])
    assert caught.value is errors[0] or caught.value is errors[1]


def test_a_part_that_exits_has_failed(kata):
    """A part that leaves with SystemExit, as sys.exit() does, has failed like any other: nobody
    waits for it, and the SystemExit is raised."""

    def leaving(ready):
        raise SystemExit("no")

    def good(ready):
        ready()

    with pytest.raises(SystemExit):
        kata.run_or_abort([leaving, good])


def test_a_part_may_raise_anything(kata):
    """A part raises a BaseException that is neither an Exception nor a SystemExit. It has failed
    like any other: nobody waits for it, and that exception is raised."""

    def bad(ready):
        raise PowerCut

    def good(ready):
        ready()

    with pytest.raises(PowerCut):
        kata.run_or_abort([bad, good])


def test_a_part_whose_own_barrier_breaks_has_failed(kata):
    """A part raises BrokenBarrierError, of some barrier of its own, before it is ready. It has
    failed like any other: nobody waits for it, and the exception is raised, the very same
    object."""
    error = threading.BrokenBarrierError("a barrier of the part's own")

    def bad(ready):
        raise error

    def good(ready):
        ready()

    with pytest.raises(threading.BrokenBarrierError) as caught:
        kata.run_or_abort([bad, good])
    assert caught.value is error


def test_a_broken_barrier_may_be_the_first_exception(kata):
    """A part raises BrokenBarrierError, of some barrier of its own, and because of that the other
    raises KeyError. The first of the two is raised, like any other."""
    first = threading.BrokenBarrierError("a barrier of the part's own")

    def bad(ready):
        raise first

    def good(ready):
        try:
            ready()
        except threading.BrokenBarrierError:
            raise KeyError("cannot tidy up") from None

    with pytest.raises((threading.BrokenBarrierError, KeyError)) as caught:
        kata.run_or_abort([good, bad])
    assert caught.value is first


def test_a_failure_after_ready_disturbs_nobody(kata):
    """Both parts are ready, then one of them fails. The other must still come past its ready()
    and go on; when it has ended, the exception is raised."""
    error = ValueError("cannot switch over")
    went_on = []

    def bad(ready):
        ready()
        raise error

    def good(ready):
        ready()
        went_on.append("good")

    with pytest.raises(ValueError) as caught:
        kata.run_or_abort([bad, good])
    assert caught.value is error
    assert went_on == ["good"]


@pytest.mark.model_only("an hour passes, which only virtual time can do at once")
def test_preparing_may_take_long(kata, clock):
    """One part needs an hour to prepare. The other waits for it."""

    def slow(ready):
        clock.sleep(3600)
        ready()
        return "slow"

    def quick(ready):
        ready()
        return "quick"

    assert kata.run_or_abort([slow, quick]) == ["slow", "quick"]
