"""What a refresher promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_it_runs_the_work_and_says_true(kata):
    """When nothing is going on, refresh() runs work() and returns True, whatever work returns."""
    for result in (None, False, "figures"):
        calls = []

        def work(calls=calls, result=result):
            calls.append("work")
            return result

        refresher = kata.Refresher(work)
        assert calls == []
        assert refresher.refresh() is True
        assert calls == ["work"]


def test_the_work_is_run_by_the_thread_that_asks(kata, run, threading):
    """Whoever gets True has run work() itself, in its own thread."""
    threads = []

    def work():
        threads.append(threading.current_thread())

    refresher = kata.Refresher(work)

    def visitor():
        assert refresher.refresh()
        threads.append(threading.current_thread())

    run(visitor)
    worker, asker = threads
    assert worker is asker


def test_it_can_be_used_again_and_again(kata):
    """One refresh after the other: each of them runs the work."""
    calls = []

    def work():
        calls.append("work")

    refresher = kata.Refresher(work)
    assert [refresher.refresh(), refresher.refresh()] == [True, True]
    assert calls == ["work", "work"]


def test_every_one_who_comes_meanwhile_gets_false(kata, run):
    """While one thread runs the work, all other calls get False, and none of them waits: here the
    work does not end before they have their answers. The first does not make room for the next."""
    calls = []
    answers = []

    def others():
        answers.append(refresher.refresh())
        answers.append(refresher.refresh())

    def work():
        calls.append("work")
        if len(calls) == 1:
            run(others)

    refresher = kata.Refresher(work)
    assert refresher.refresh() is True
    assert answers == [False, False]
    assert calls == ["work"]


@pytest.mark.model_only("measured with virtual time, which passes only where something waits")
def test_the_answer_false_takes_no_time(kata, run, clock):
    """Whoever gets False gets it at once: not even for a short time does the call wait for the
    work to end."""
    calls = []
    waited = []

    def other():
        begin = clock.now()
        refresher.refresh()
        waited.append(clock.now() - begin)

    def work():
        calls.append("work")
        if len(calls) == 1:
            run(other)

    refresher = kata.Refresher(work)
    refresher.refresh()
    assert waited == [0]


@pytest.mark.hasty
def test_two_at_once_do_not_both_work(kata, threading):
    """Two threads refresh at the same time, and the work of one goes on until the other has ended.
    One runs the work and gets True; the other gets False, and does not wait."""
    both_there = threading.Barrier(2)
    calls = []
    answers = []

    def work():
        calls.append("work")
        if len(calls) == 1:
            me = threading.current_thread()
            visitors[1 if me is visitors[0] else 0].join()

    refresher = kata.Refresher(work)

    def visitor():
        both_there.wait()
        answers.append(refresher.refresh())

    visitors = [threading.Thread(target=visitor, daemon=True) for _ in range(2)]
    for thread in visitors:
        thread.start()
    for thread in visitors:
        thread.join()
    assert answers in ([False, True], [True, False])
    assert calls == ["work"]


def test_the_work_is_never_run_twice_at_the_same_time(kata, run):
    """Two threads refresh at the same time. Whether the work is run once or twice, one run of it
    has ended before the next begins, and each True stands for one run."""
    events = []
    answers = []

    def work():
        events.append("begin")
        events.append("end")

    refresher = kata.Refresher(work)

    def visitor():
        answers.append(refresher.refresh())

    run(visitor, visitor)
    assert True in answers
    assert events == ["begin", "end"] * answers.count(True)


def test_true_is_said_when_the_work_is_done(kata, run, threading):
    """The thread that gets True may rely on the work being done, all of it."""
    go_on = threading.Event()
    events = []

    def work():
        go_on.wait()
        events.append("done")

    refresher = kata.Refresher(work)

    def visitor():
        assert refresher.refresh() is True
        events.append("True")

    run(visitor, go_on.set)
    assert events == ["done", "True"]


def test_what_the_work_raises_is_passed_on(kata):
    """If work() raises, refresh() raises that exception, the very same object."""
    error = ConnectionError("no network")

    def work():
        raise error

    with pytest.raises(ConnectionError) as caught:
        kata.Refresher(work).refresh()
    assert caught.value is error


def test_it_can_be_used_after_a_failure(kata, run):
    """The work has raised, be it an error or a SystemExit. The next refresh, in another thread,
    runs it again."""
    ends = [ConnectionError("no network"), SystemExit("enough")]
    calls = []

    def work():
        calls.append("work")
        if ends:
            raise ends.pop(0)

    refresher = kata.Refresher(work)
    answers = []

    def failing():
        with pytest.raises((ConnectionError, SystemExit)):
            refresher.refresh()

    def later():
        answers.append(refresher.refresh())

    run(failing)
    run(failing)
    run(later)
    assert answers == [True]
    assert calls == ["work", "work", "work"]


def test_the_work_itself_may_ask(kata):
    """If work() calls refresh(), that call gets False: the work is being run already, though it is
    by the same thread."""
    answers = []

    def work():
        answers.append("begin")
        if len(answers) == 1:
            answers.append(refresher.refresh())

    refresher = kata.Refresher(work)
    assert refresher.refresh() is True
    assert answers == ["begin", False]


def test_two_refreshers_do_not_know_each_other(kata, run):
    """While one refresher is busy, another one runs its own work as usual."""
    answers = []

    def other_thread():
        answers.append(prices.refresh())

    def work():
        run(other_thread)

    prices = kata.Refresher(lambda: None)
    weather = kata.Refresher(work)
    assert weather.refresh() is True
    assert answers == [True]
