"""What run_jobs promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest


@pytest.mark.hasty
def test_results_come_in_the_order_of_the_jobs(kata):
    """Two threads run two jobs. Whichever ends first, the results are in the order of the list."""
    assert kata.run_jobs(2, [lambda: "a", lambda: "b"], threading.local()) == ["a", "b"]


def test_a_result_may_be_anything(kata):
    """Jobs may return None, equal or false values, and exceptions: to return one is not to raise
    it. Each result stands in its own place."""
    error = ValueError("returned")
    jobs = [lambda: None, lambda: 0, lambda: error, lambda: None]
    assert kata.run_jobs(1, jobs, threading.local()) == [None, 0, error, None]


def test_every_job_is_run_once(kata):
    """Two threads share two jobs. Each job is run, and only once."""
    ran = []
    jobs = [lambda: ran.append("a"), lambda: ran.append("b")]
    kata.run_jobs(2, jobs, threading.local())
    assert sorted(ran) == ["a", "b"]


def test_the_same_job_twice(kata):
    """The same job stands in the list twice. It is run twice, and each time has its own result."""
    ran = []

    def job():
        ran.append("job")
        return len(ran)

    assert kata.run_jobs(1, [job, job], threading.local()) in ([1, 2], [2, 1])


def test_a_thread_is_used_again(kata):
    """One worker runs two jobs in one and the same thread, which is not the caller's."""
    threads = []
    jobs = [lambda: threads.append(threading.current_thread())] * 2
    kata.run_jobs(1, jobs, threading.local())
    assert threads[0] is threads[1]
    assert threads[0] is not threading.current_thread()


def test_no_more_threads_than_workers(kata):
    """Two workers run three jobs. They are run in two threads at the most, and the caller's is none
    of them."""
    threads = []
    jobs = [lambda: threads.append(threading.current_thread())] * 3
    kata.run_jobs(2, jobs, threading.local())
    assert len(set(threads)) <= 2
    assert threading.current_thread() not in threads


def test_jobs_run_at_the_same_time(kata):
    """Two jobs that have to meet can do so when there are two workers."""
    meeting = threading.Barrier(2)
    assert len(kata.run_jobs(2, [meeting.wait, meeting.wait], threading.local())) == 2


def test_a_free_worker_takes_the_next_job(kata):
    """The first of three jobs waits for the last. The second worker runs both of the others
    meanwhile."""
    last_is_run = threading.Event()
    jobs = [last_is_run.wait, lambda: None, last_is_run.set]
    assert kata.run_jobs(2, jobs, threading.local()) == [True, None, None]


def test_no_job_belongs_to_a_worker(kata):
    """The first of three jobs waits for the second. Whoever runs the first, another thread runs
    the second."""
    second_is_run = threading.Event()
    jobs = [second_is_run.wait, second_is_run.set, lambda: None]
    assert kata.run_jobs(2, jobs, threading.local()) == [True, None, None]


def test_a_job_finds_the_context_empty(kata):
    """A job leaves something in the context, and another job in the same thread does not find
    it."""
    context = threading.local()
    seen = []

    def job():
        seen.append(dict(vars(context)))
        context.patient = "Ada"

    kata.run_jobs(1, [job, job], context)
    assert seen == [{}, {}]


def test_a_job_keeps_what_it_has_set(kata):
    """Two jobs set the same attribute at the same time. Each of them finds its own value as long
    as it runs."""
    context = threading.local()

    def job(name):
        context.patient = name
        return context.patient

    jobs = [lambda: job("Ada"), lambda: job("Bo")]
    assert kata.run_jobs(2, jobs, context) == ["Ada", "Bo"]


def test_everything_is_taken_away(kata):
    """However many attributes a job sets, and whatever they are called, the next one finds none of
    them."""
    context = threading.local()
    seen = []

    def job():
        seen.append(dict(vars(context)))
        context.patient, context.language, context._draft = "Ada", "fr", "Dear Ada"

    kata.run_jobs(1, [job, job], context)
    assert seen == [{}, {}]


def test_a_job_that_fails_leaves_nothing_either(kata):
    """A job sets something in the context and raises. The next job in that thread does not find
    it."""
    context = threading.local()
    seen = []

    def bad():
        seen.append(hasattr(context, "patient"))
        context.patient = "Ada"
        raise ValueError("out of paper")

    with pytest.raises(ValueError):
        kata.run_jobs(1, [bad, bad], context)
    assert seen == [False, False]


def test_the_callers_context_is_left_alone(kata):
    """What the caller has in the context is not seen by a job, and is still there afterwards."""
    context = threading.local()
    context.patient = "Cy"
    seen = []
    kata.run_jobs(1, [lambda: seen.append(hasattr(context, "patient"))], context)
    assert seen == [False]
    assert context.patient == "Cy"


def test_a_job_that_fails_does_not_stop_the_others(kata):
    """The first of three jobs raises, and there is one worker. The others are run all the same."""
    error = ValueError("out of paper")
    ran = []

    def bad():
        raise error

    jobs = [bad, lambda: ran.append("b"), lambda: ran.append("c")]
    with pytest.raises(ValueError) as caught:
        kata.run_jobs(1, jobs, threading.local())
    assert caught.value is error
    assert sorted(ran) == ["b", "c"]


def test_the_first_exception_in_the_list_is_raised(kata):
    """Two jobs raise, the second of them earlier in time. The exception of the first in the list
    is the one that is raised."""
    errors = [ValueError("first"), ValueError("second")]
    second_is_on_its_way = threading.Event()

    def first():
        second_is_on_its_way.wait()
        raise errors[0]

    def second():
        second_is_on_its_way.set()
        raise errors[1]

    with pytest.raises(ValueError) as caught:
        kata.run_jobs(2, [first, second], threading.local())
    assert caught.value is errors[0]


def test_all_have_ended_when_it_raises(kata):
    """One job raises while another one is running. run_jobs does not raise before that is over."""
    ended = []

    def bad():
        raise ValueError("out of paper")

    with pytest.raises(ValueError):
        kata.run_jobs(2, [bad, lambda: ended.append("good")], threading.local())
    assert ended == ["good"]


def test_its_threads_have_ended_when_it_returns(kata):
    """When run_jobs returns, the thread that has run a job is not alive any more."""
    threads = kata.run_jobs(1, [threading.current_thread], threading.local())
    assert not threads[0].is_alive()


def test_no_jobs_no_results(kata):
    """With no jobs there is nothing to do, and the result is the empty list."""
    assert kata.run_jobs(2, [], threading.local()) == []


def test_there_is_at_least_one_worker(kata):
    """Fewer than one worker is a ValueError, with or without jobs."""
    with pytest.raises(ValueError):
        kata.run_jobs(0, [lambda: None], threading.local())
    with pytest.raises(ValueError):
        kata.run_jobs(-1, [], threading.local())
