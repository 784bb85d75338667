"""What run_all promises. One requirement a test."""

from __future__ import annotations

import pytest


@pytest.mark.hasty
def test_it_returns_when_all_have_ended(kata):
    """When run_all returns, every job has come to its end, not only to its beginning."""
    ended = []

    def doors():
        ended.append("doors")

    def brakes():
        ended.append("brakes")

    assert kata.run_all(doors, brakes) is None
    assert sorted(ended) == ["brakes", "doors"]


def test_the_first_job_may_end_last(kata, threading):
    """The first job ends only after the second. run_all waits for it."""
    second_is_done = threading.Event()
    ended = []

    def first():
        second_is_done.wait()
        ended.append("first")

    def second():
        ended.append("second")
        second_is_done.set()

    kata.run_all(first, second)
    assert ended == ["second", "first"]


def test_the_last_job_may_end_last(kata, threading):
    """The second job ends only after the first. run_all waits for it."""
    first_is_done = threading.Event()
    ended = []

    def first():
        ended.append("first")
        first_is_done.set()

    def second():
        first_is_done.wait()
        ended.append("second")

    kata.run_all(first, second)
    assert ended == ["first", "second"]


def test_all_jobs_run_at_the_same_time(kata, threading):
    """Three jobs meet in the middle of their work, which they can only if all are at work."""
    meeting = threading.Barrier(3)

    def job():
        meeting.wait()

    kata.run_all(job, job, job)


def test_each_job_has_a_new_thread_of_its_own(kata, threading):
    """Each job runs in a thread of its own, and none in the thread that calls run_all."""
    seen = [threading.current_thread()]

    def job():
        seen.append(threading.current_thread())

    kata.run_all(job, job)
    assert len(set(seen)) == 3


def test_a_job_that_is_given_twice_runs_twice(kata):
    """run_all(job, job) calls job two times."""
    calls = []

    def job():
        calls.append("job")

    kata.run_all(job, job)
    assert calls == ["job", "job"]


def test_nothing_is_left_of_an_earlier_call(kata):
    """run_all is called twice. The second call runs its own jobs and none of the first."""
    calls = []

    def doors():
        calls.append("doors")

    def brakes():
        calls.append("brakes")

    kata.run_all(doors)
    kata.run_all(brakes)
    assert calls == ["doors", "brakes"]


def test_when_it_returns_the_threads_have_ended(kata, threading):
    """When run_all returns, not only the jobs have ended: their threads are not alive any more."""
    seen = []

    def job():
        seen.append(threading.current_thread())

    kata.run_all(job, job)
    assert [thread.is_alive() for thread in seen] == [False, False]


def test_a_single_job(kata):
    """run_all(job) calls the job and waits for it."""
    calls = []

    def job():
        calls.append("job")

    kata.run_all(job)
    assert calls == ["job"]


def test_no_jobs(kata):
    """run_all() returns at once."""
    assert kata.run_all() is None


def test_a_job_that_fails_stops_nobody_else(kata, threading):
    """One job raises an exception. run_all waits for the other as ever, and raises nothing."""
    threading.excepthook = lambda args: None
    ended = []

    def bad():
        raise ValueError("the brakes do not work")

    def good():
        ended.append("good")

    kata.run_all(bad, good)
    assert ended == ["good"]


def test_what_a_job_raises_is_reported(kata, threading):
    """One job raises an exception. Python reports it to threading.excepthook, once, and run_all
    does not keep it from doing so."""
    reported = []
    threading.excepthook = lambda args: reported.append(args.exc_value)
    error = ValueError("the brakes do not work")

    def bad():
        raise error

    kata.run_all(bad)
    assert reported == [error]


def test_other_threads_are_not_waited_for(kata, threading):
    """A thread that run_all has not started ends only later. run_all does not wait for it."""
    train_leaves = threading.Barrier(2)

    def passenger():
        train_leaves.wait()

    def job():
        pass

    thread = threading.Thread(target=passenger, name="passenger")
    thread.start()
    kata.run_all(job)
    train_leaves.wait()
    thread.join()


@pytest.mark.model_only("a day passes, which only virtual time can do at once")
def test_a_job_may_take_long(kata, clock):
    """One job takes a day. run_all waits for it, and not longer."""
    ended = []
    begin = clock.now()

    def slow():
        clock.sleep(86_400)
        ended.append("slow")

    def quick():
        ended.append("quick")

    kata.run_all(slow, quick)
    assert ended == ["quick", "slow"]
    took = clock.now() - begin
    assert took == 86_400
