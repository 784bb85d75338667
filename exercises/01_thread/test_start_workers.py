"""What start_workers promises. One requirement a test."""

from __future__ import annotations

import threading

import pytest


@pytest.mark.hasty
def test_each_number_is_worked_on_once(kata):
    """start_workers(3, work) calls work(0), work(1) and work(2), each once, in any order."""
    numbers = []

    for worker in kata.start_workers(3, numbers.append):
        worker.join()
    assert sorted(numbers) == [0, 1, 2]


def test_the_threads_are_returned_in_order(kata):
    """The first thread of the list is the one that calls work(0), the second calls work(1)."""
    seen = {}

    def work(number):
        seen[number] = threading.current_thread()

    workers = kata.start_workers(2, work)
    for worker in workers:
        worker.join()
    assert len(workers) == 2
    assert seen[0] is workers[0]
    assert seen[1] is workers[1]


def test_the_caller_does_not_work(kata):
    """work() is called in new threads, never in the thread that calls start_workers."""
    seen = []

    def work(number):
        seen.append(threading.current_thread())

    for worker in kata.start_workers(2, work):
        worker.join()
    assert threading.current_thread() not in seen


def test_all_workers_run_at_the_same_time(kata):
    """Three workers meet in the middle of their work, which they can only if all are at work."""
    meeting = threading.Barrier(3)

    def work(number):
        meeting.wait()

    for worker in kata.start_workers(3, work):
        worker.join()


@pytest.mark.threads_only("so many threads can take turns in too many ways to try them all")
def test_any_number_of_workers_run_at_the_same_time(kata):
    """Forty workers meet in the middle of their work: it is not a few at a time."""
    meeting = threading.Barrier(40)
    met = []

    def work(number):
        try:
            meeting.wait(timeout=3)
        except threading.BrokenBarrierError:
            return  # the others have not come
        met.append(number)

    for worker in kata.start_workers(40, work):
        worker.join()
    assert len(met) == 40


def test_it_does_not_wait_for_the_workers(kata):
    """A worker cannot go on before the caller meets it, and the caller can do that only when
    start_workers has returned."""
    meeting = threading.Barrier(2)

    def work(number):
        meeting.wait()

    workers = kata.start_workers(1, work)
    meeting.wait()
    workers[0].join()


def test_the_workers_are_no_daemons(kata):
    """The workers are ordinary threads, for which the program waits at its end."""

    def work(number):
        pass

    for worker in kata.start_workers(2, work):
        assert not worker.daemon
        worker.join()


def test_each_call_starts_its_own_workers(kata):
    """A second call of start_workers starts new threads, and returns these and no others."""
    numbers = []
    first = kata.start_workers(1, numbers.append)
    second = kata.start_workers(1, numbers.append)
    assert (len(first), len(second)) == (1, 1)
    assert first[0] is not second[0]
    first[0].join()
    second[0].join()
    assert numbers == [0, 0]


def test_no_workers(kata):
    """start_workers(0, work) calls nothing and returns the empty list."""
    numbers = []
    assert kata.start_workers(0, numbers.append) == []
    assert numbers == []
