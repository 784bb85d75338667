"""What wait_for and join_all promise. One requirement a test."""

from __future__ import annotations

import pytest

VIRTUAL_TIME = "only virtual time can tell exactly how much time has passed"


def started(threading, target, name=None):
    """A thread that runs `target`, started."""
    thread = threading.Thread(target=target, name=name)
    thread.start()
    return thread


def names(threads):
    return [thread.name for thread in threads]


def test_a_thread_that_has_ended(kata, threading):
    """wait_for() says True of a thread that has ended, with any number of seconds."""
    thread = started(threading, lambda: None)
    thread.join()
    assert kata.wait_for(thread, 3600) is True
    assert kata.wait_for(thread, 0) is True


def test_a_thread_that_goes_on(kata, threading):
    """wait_for() says False of a thread that is still alive when the time is over."""
    goodbye = threading.Barrier(2)

    def visit():
        goodbye.wait()

    thread = started(threading, visit)
    assert kata.wait_for(thread, 0.01) is False
    goodbye.wait()
    thread.join()


def test_a_thread_that_is_about_to_end(kata, threading):
    """A thread ends while wait_for() waits for it. The answer is True."""
    events = []

    def visit():
        events.append("visit")

    assert kata.wait_for(started(threading, visit), 3600) is True
    assert events == ["visit"]


@pytest.mark.model_only(VIRTUAL_TIME)
def test_wait_for_returns_as_soon_as_the_thread_has_ended(kata, threading, clock):
    """The thread ends after 5 seconds. wait_for(thread, 60) returns then, and no later."""

    def visit():
        clock.sleep(5)

    begin = clock.now()
    assert kata.wait_for(started(threading, visit), 60) is True
    took = clock.now() - begin
    assert took == 5


@pytest.mark.model_only(VIRTUAL_TIME)
def test_wait_for_waits_for_the_whole_time(kata, threading, clock):
    """The thread goes on. wait_for(thread, 59.5) returns after 59.5 seconds, not earlier and not
    later."""
    go = threading.Event()

    def visit():
        go.wait()

    thread = started(threading, visit)
    begin = clock.now()
    assert kata.wait_for(thread, 59.5) is False
    took = clock.now() - begin
    assert took == 59.5
    go.set()
    thread.join()


@pytest.mark.model_only(VIRTUAL_TIME)
def test_nothing_to_wait_with(kata, threading, clock):
    """With 0 seconds, or less, both functions look and return at the same moment."""
    go = threading.Event()

    def visit():
        go.wait()

    thread = started(threading, visit, "visitor")
    begin = clock.now()
    assert kata.wait_for(thread, 0) is False
    assert kata.wait_for(thread, -1) is False
    assert names(kata.join_all([thread], 0)) == ["visitor"]
    assert names(kata.join_all([thread], -1)) == ["visitor"]
    took = clock.now() - begin
    assert took == 0
    go.set()
    thread.join()


def test_a_thread_that_was_never_started(kata, threading):
    """wait_for() raises RuntimeError for a thread that has not been started, and for no other."""
    thread = threading.Thread(target=lambda: None)
    with pytest.raises(RuntimeError):
        kata.wait_for(thread, 0)
    thread.start()
    assert kata.wait_for(thread, 3600) is True


def test_all_have_ended(kata, threading):
    """join_all() waits for every one of the threads and returns the empty list."""
    events = []

    def visit():
        events.append("visit")

    threads = [started(threading, visit) for _ in range(2)]
    assert kata.join_all(threads, 3600) == []
    assert events == ["visit", "visit"]


def test_those_who_go_on_are_returned_in_order(kata, threading):
    """join_all() returns the threads that are still alive, in the order in which they were
    given."""
    go = threading.Event()

    def visit():
        go.wait()

    one = started(threading, visit, "one")
    two = started(threading, lambda: None, "two")
    three = started(threading, visit, "three")
    two.join()
    alive = kata.join_all([three, two, one], 0.01)
    assert names(alive) == ["three", "one"]
    assert isinstance(alive, list)
    go.set()
    one.join()
    three.join()


def test_what_it_was_given_stays_as_it_is(kata, threading):
    """join_all() takes any sequence, a tuple too, and does not change a list that it is given."""
    threads = [started(threading, lambda: None, "one"), started(threading, lambda: None, "two")]
    assert kata.join_all(threads, 3600) == []
    assert names(threads) == ["one", "two"]
    assert kata.join_all(tuple(threads), 3600) == []


@pytest.mark.model_only(VIRTUAL_TIME)
def test_there_is_one_deadline_for_all(kata, threading, clock):
    """Three threads go on. join_all(threads, 60) returns after 60 seconds, not after 180."""
    go = threading.Event()

    def visit():
        go.wait()

    threads = [started(threading, visit, name) for name in ("one", "two", "three")]
    begin = clock.now()
    assert names(kata.join_all(threads, 60)) == ["one", "two", "three"]
    took = clock.now() - begin
    assert took == 60
    go.set()
    for thread in threads:
        thread.join()


@pytest.mark.model_only(VIRTUAL_TIME)
def test_what_one_does_not_need_is_left_for_the_next(kata, threading, clock):
    """The threads end after 10, 30 and 55.5 seconds. Within 60 seconds all have ended, and
    join_all() returns after 55.5."""

    def visit(seconds):
        clock.sleep(seconds)

    begin = clock.now()
    threads = [
        started(threading, lambda: visit(10), "short"),
        started(threading, lambda: visit(30), "longer"),
        started(threading, lambda: visit(55.5), "longest"),
    ]
    assert names(kata.join_all(threads, 60)) == []
    took = clock.now() - begin
    assert took == 55.5


@pytest.mark.model_only(VIRTUAL_TIME)
def test_nobody_is_given_up_before_the_deadline(kata, threading, clock):
    """The thread that is asked first goes on; the other ends after 50 seconds. Only the first is
    returned, although it has used up all the time."""
    go = threading.Event()

    def endless_visit():
        go.wait()

    def long_visit():
        clock.sleep(50)

    endless = started(threading, endless_visit, "endless")
    long = started(threading, long_visit, "long")
    assert names(kata.join_all([endless, long], 60)) == ["endless"]
    go.set()
    endless.join()


@pytest.mark.model_only(VIRTUAL_TIME)
def test_the_last_one_gets_what_is_left(kata, threading, clock):
    """One thread ends after 40 seconds, the other goes on. join_all(threads, 60) returns after 60
    seconds, not after 100."""
    go = threading.Event()

    def long_visit():
        clock.sleep(40)

    def endless_visit():
        go.wait()

    begin = clock.now()
    long = started(threading, long_visit, "long")
    endless = started(threading, endless_visit, "endless")
    assert names(kata.join_all([long, endless], 60)) == ["endless"]
    took = clock.now() - begin
    assert took == 60
    go.set()
    endless.join()


def test_no_threads(kata):
    """join_all([], seconds) returns the empty list at once."""
    assert kata.join_all([], 3600) == []
