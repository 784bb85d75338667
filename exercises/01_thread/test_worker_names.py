"""What run_named promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_a_job_that_is_alone(kata):
    """With one job, the list has its name, and the job was called once."""
    calls = []

    def bake():
        calls.append("rye")

    assert kata.run_named({"rye": bake}) == ["rye"]
    assert calls == ["rye"]


def test_each_thread_bears_the_name_of_its_job(kata, threading):
    """From the beginning, a job that asks current_thread() for its name is told its key."""
    seen = {}

    def rye():
        seen["rye"] = threading.current_thread().name

    def wheat():
        seen["wheat"] = threading.current_thread().name

    kata.run_named({"rye": rye, "wheat": wheat})
    assert seen == {"rye": "rye", "wheat": "wheat"}


def test_the_names_come_in_the_order_in_which_the_jobs_ended(kata, threading):
    """The first job ends only when the thread of the second has ended. The second job's name comes
    first."""
    rolls_are_known = threading.Event()
    thread_of_rolls = []

    def rye():
        rolls_are_known.wait()
        thread_of_rolls[0].join()

    def rolls():
        thread_of_rolls.append(threading.current_thread())
        rolls_are_known.set()

    assert kata.run_named({"rye": rye, "rolls": rolls}) == ["rolls", "rye"]


@pytest.mark.hasty
def test_no_name_is_missing(kata):
    """Two jobs end at the same moment. Both names are in the list, each once, in any order."""

    def job():
        pass

    assert sorted(kata.run_named({"rye": job, "wheat": job})) == ["rye", "wheat"]


def test_all_jobs_run_at_the_same_time(kata, threading):
    """Three jobs meet in the middle of their work, which they can only if all are at work."""
    meeting = threading.Barrier(3)

    def job():
        meeting.wait()

    kata.run_named({"rye": job, "wheat": job, "rolls": job})


def test_each_job_has_a_new_thread_of_its_own(kata, threading):
    """Each job runs in a thread of its own, and none in the thread that calls run_named."""
    seen = [threading.current_thread()]

    def job():
        seen.append(threading.current_thread())

    kata.run_named({"rye": job, "wheat": job})
    assert len(set(seen)) == 3


def test_it_returns_when_all_threads_have_ended(kata, threading):
    """When run_named returns, none of its threads is alive any more."""
    seen = []

    def job():
        seen.append(threading.current_thread())

    kata.run_named({"rye": job, "wheat": job})
    assert [thread.is_alive() for thread in seen] == [False, False]


def test_a_new_name_is_noted(kata, threading):
    """A job gives its thread another name. It is this name that the thread notes at the end."""

    def bake():
        threading.current_thread().name = "rye with nuts"

    assert kata.run_named({"rye": bake}) == ["rye with nuts"]


def test_two_threads_may_have_the_same_name(kata, threading):
    """Two jobs give their threads the same new name. It is noted twice, once for each job."""

    def bake():
        threading.current_thread().name = "bread"

    assert kata.run_named({"rye": bake, "wheat": bake}) == ["bread", "bread"]


def test_a_job_that_fails_has_ended_too(kata, threading):
    """A job raises an exception. Its name is in the list, and the exception is reported to
    threading.excepthook."""
    reported = []
    threading.excepthook = lambda args: reported.append(args.exc_value)
    error = ValueError("burnt")

    def burn():
        raise error

    def bake():
        pass

    assert sorted(kata.run_named({"rye": burn, "wheat": bake})) == ["rye", "wheat"]
    assert reported == [error]


def test_a_job_that_leaves_with_system_exit_has_ended_too(kata):
    """A job ends its thread with SystemExit, as sys.exit() does. Its name is in the list."""

    def bake():
        raise SystemExit

    assert kata.run_named({"rye": bake}) == ["rye"]


def test_nothing_is_left_of_an_earlier_call(kata):
    """run_named is called twice. The second list has the names of the second call only."""

    def bake():
        pass

    assert kata.run_named({"rye": bake}) == ["rye"]
    assert kata.run_named({"wheat": bake}) == ["wheat"]


def test_no_jobs(kata):
    """run_named({}) returns the empty list."""
    assert kata.run_named({}) == []
