"""What guarded and guarded_by_hand promise. One requirement a test."""

from __future__ import annotations

import pytest


class ByWithOnly:
    """A lock of which nothing can be used but `with`; it notes what is done with it."""

    def __init__(self, events):
        self.events = events

    def __enter__(self):
        self.events.append("taken")

    def __exit__(self, *exc_info):
        self.events.append("released")


class ByHandOnly:
    """A lock that does not know `with`; it notes what is done with it."""

    def __init__(self, events):
        self.events = events

    def acquire(self):
        self.events.append("taken")
        return True

    def release(self):
        self.events.append("released")


class Broken:
    """A lock that somebody else has, and that cannot be waited for."""

    def __init__(self, events):
        self.events = events

    def acquire(self):
        raise TimeoutError("somebody else has the lock")

    __enter__ = acquire

    def release(self):
        self.events.append("released")

    def __exit__(self, *exc_info):
        self.events.append("released")


def test_guarded_returns_the_result(kata, threading):
    """guarded returns what the function returned, whatever it is, and the lock is free."""
    lock = threading.Lock()
    for result in ("rows", None, ValueError("returned, not raised")):
        assert kata.guarded(lock, lambda result=result: result) is result
        assert not lock.locked()


def test_by_hand_returns_the_result(kata, threading):
    """guarded_by_hand returns what the function returned, whatever it is, and the lock is free."""
    lock = threading.Lock()
    for result in ("rows", None, ValueError("returned, not raised")):
        assert kata.guarded_by_hand(lock, lambda result=result: result) is result
        assert not lock.locked()


def test_guarded_raises_what_the_function_raised(kata, threading):
    """If the function raises, guarded raises the same object, and the lock is free."""
    lock = threading.Lock()
    error = ValueError("a bad cell")

    def function():
        raise error

    with pytest.raises(ValueError) as caught:
        kata.guarded(lock, function)
    assert caught.value is error
    assert not lock.locked()


def test_by_hand_raises_what_the_function_raised(kata, threading):
    """If the function raises, guarded_by_hand raises the same object, and the lock is free."""
    lock = threading.Lock()
    error = ValueError("a bad cell")

    def function():
        raise error

    with pytest.raises(ValueError) as caught:
        kata.guarded_by_hand(lock, function)
    assert caught.value is error
    assert not lock.locked()


def test_an_exit_frees_the_lock_as_well(kata, threading):
    """SystemExit and KeyboardInterrupt are passed on like any other exception, by both functions,
    and the lock is free."""
    for error in (SystemExit("enough"), KeyboardInterrupt()):
        for guarded in (kata.guarded, kata.guarded_by_hand):
            lock = threading.Lock()

            def function(error=error):
                raise error

            with pytest.raises((SystemExit, KeyboardInterrupt)) as caught:
                guarded(lock, function)
            assert caught.value is error
            assert not lock.locked()


def test_guarded_has_the_lock_while_the_function_runs(kata):
    """guarded takes the lock once, calls the function once, releases the lock once. It uses
    nothing but `with`."""
    events = []

    def function():
        events.append("function")

    kata.guarded(ByWithOnly(events), function)
    assert events == ["taken", "function", "released"]


def test_by_hand_has_the_lock_while_the_function_runs(kata):
    """guarded_by_hand takes the lock once, calls the function once, releases the lock once. It
    uses nothing but acquire() and release()."""
    events = []

    def function():
        events.append("function")

    kata.guarded_by_hand(ByHandOnly(events), function)
    assert events == ["taken", "function", "released"]


def test_after_an_error_it_is_released_once(kata):
    """If the function raises, both functions release the lock, too, and not more than once."""
    error = ValueError("a bad cell")
    events = []

    def function():
        events.append("function")
        raise error

    with pytest.raises(ValueError):
        kata.guarded(ByWithOnly(events), function)
    with pytest.raises(ValueError):
        kata.guarded_by_hand(ByHandOnly(events), function)
    assert events == ["taken", "function", "released"] * 2


def test_what_was_not_taken_is_not_released(kata):
    """If taking the lock raises, somebody else has it. The exception is passed on, the function is
    not called, and nothing is released."""
    events = []

    def function():
        events.append("function")

    for guarded in (kata.guarded, kata.guarded_by_hand):
        with pytest.raises(TimeoutError):
            guarded(Broken(events), function)
    assert events == []


def test_two_threads_take_turns(kata, run, threading):
    """Two threads, one by guarded and the other by guarded_by_hand, use the same lock: the function
    of one has ended before that of the other begins."""
    lock = threading.Lock()
    events = []

    def function():
        events.append("begin")
        events.append("end")

    def one():
        kata.guarded(lock, function)

    def other():
        kata.guarded_by_hand(lock, function)

    run(one, other)
    assert events == ["begin", "end", "begin", "end"]


def test_one_lock_in_another(kata, threading):
    """A function that is called with one lock held may use guarded or guarded_by_hand with another
    lock: it waits for no lock but the one it is given."""
    outer, inner = threading.Lock(), threading.Lock()

    def both_locked():
        return outer.locked() and inner.locked()

    for first in (kata.guarded, kata.guarded_by_hand):
        for second in (kata.guarded, kata.guarded_by_hand):
            assert first(outer, lambda second=second: second(inner, both_locked))
            assert not outer.locked()
            assert not inner.locked()


def test_an_error_in_one_thread_stops_nobody_else(kata, run, threading):
    """The function of one thread raises. Another thread, which waits for the lock, gets it."""
    results = []

    def function():
        raise ValueError("a bad cell")

    for guarded in (kata.guarded, kata.guarded_by_hand):
        lock = threading.Lock()

        def bad(guarded=guarded, lock=lock):
            with pytest.raises(ValueError):
                guarded(lock, function)

        def good(lock=lock):
            results.append(kata.guarded(lock, lambda: "rows"))

        run(bad, good)
    assert results == ["rows", "rows"]
