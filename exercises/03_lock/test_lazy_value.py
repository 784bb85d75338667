"""What a lazy value promises. One requirement a test."""

from __future__ import annotations

import pytest


def test_nothing_is_made_before_it_is_needed(kata):
    """Lazy(factory) does not call the factory. The first get() does."""
    calls = []

    def factory():
        calls.append("factory")
        return "words"

    lazy = kata.Lazy(factory)
    assert calls == []
    assert lazy.get() == "words"
    assert calls == ["factory"]


def test_it_is_made_once_and_kept(kata):
    """Every get() returns the same object, and the factory is called once."""
    calls = []

    def factory():
        calls.append("factory")
        return ["words"]

    lazy = kata.Lazy(factory)
    first = lazy.get()
    assert lazy.get() is first
    assert calls == ["factory"]


def test_none_is_a_value(kata):
    """None, 0 and an empty list are values like any other: the factory is not called again."""
    for value in (None, 0, []):
        calls = []

        def factory(value=value, calls=calls):
            calls.append("factory")
            return value

        lazy = kata.Lazy(factory)
        assert lazy.get() is value
        assert lazy.get() is value
        assert calls == ["factory"]


@pytest.mark.hasty
def test_two_ask_at_once(kata, run):
    """Two threads call get() at the same time, and there is no value yet. The factory is called
    once, and both get the same object.

    To find nothing and to make something has to be one step. What one thread has found is out
    of date as soon as another one may have been at work.
    """
    calls = []
    got = []

    def factory():
        calls.append("factory")
        return object()

    lazy = kata.Lazy(factory)

    def reader():
        got.append(lazy.get())

    run(reader, reader)
    assert calls == ["factory"]
    assert len(got) == 2
    assert got[0] is got[1]


def test_all_who_wait_get_it(kata, run):
    """Three threads call get() at the same time. One of them makes the value, and both of the
    others get it, though they may both have been waiting."""
    calls = []
    got = []

    def factory():
        calls.append("factory")
        return "words"

    lazy = kata.Lazy(factory)

    def reader():
        got.append(lazy.get())

    run(reader, reader, reader)
    assert calls == ["factory"]
    assert got == ["words"] * 3


@pytest.mark.hasty
def test_nobody_gets_it_before_it_is_ready(kata, run, threading):
    """While one thread is making the value, another that calls get() waits for it, for as long as
    that takes: here until a third one says go."""
    running = threading.Event()
    go_on = threading.Event()
    events = []

    def factory():
        running.set()
        go_on.wait()
        events.append("made")
        return "words"

    lazy = kata.Lazy(factory)

    def reader():
        running.wait()
        events.append(f"got {lazy.get()}")

    run(lazy.get, reader, go_on.set)
    assert events == ["made", "got words"]


def test_what_the_factory_raises_is_passed_on(kata):
    """If the factory raises, get() raises that exception, the very same object."""
    error = OSError("no such file")

    def factory():
        raise error

    with pytest.raises(OSError) as caught:
        kata.Lazy(factory).get()
    assert caught.value is error


def test_after_a_failure_it_is_tried_again(kata, run):
    """The factory raises, be it an error or a SystemExit. The next get(), in another thread, calls
    it again, and if that succeeds, the value is kept."""
    ends = [OSError("no such file"), SystemExit("enough")]
    calls = []

    def factory():
        calls.append("factory")
        if ends:
            raise ends.pop(0)
        return "words"

    lazy = kata.Lazy(factory)

    def failing():
        with pytest.raises((OSError, SystemExit)):
            lazy.get()

    def later():
        assert lazy.get() == "words"
        assert lazy.get() == "words"

    run(failing)
    run(failing)
    run(later)
    assert len(calls) == 3


def test_one_fails_while_another_waits(kata, run):
    """Two threads call get() at the same time, and the first call of the factory raises. The thread
    that made the call sees the exception. The other one, whether it has been waiting or comes
    later, calls the factory once more and gets a value."""
    calls = []
    answers = []

    def factory():
        calls.append("factory")
        if len(calls) == 1:
            raise OSError("no such file")
        return "words"

    lazy = kata.Lazy(factory)

    def reader():
        try:
            answers.append(lazy.get())
        except OSError:
            answers.append("failed")

    run(reader, reader)
    assert answers in (["failed", "words"], ["words", "failed"])
    assert len(calls) == 2


def test_one_fails_while_two_wait(kata, run):
    """Three threads call get() at the same time, and the first call of the factory raises. One of
    the other two, and only one, calls it again; both get the value that this call makes."""
    calls = []
    answers = []

    def factory():
        calls.append("factory")
        if len(calls) == 1:
            raise OSError("no such file")
        return "words"

    lazy = kata.Lazy(factory)

    def reader():
        try:
            answers.append(lazy.get())
        except OSError:
            answers.append("failed")

    run(reader, reader, reader)
    assert len(calls) == 2
    assert answers.count("failed") == 1
    assert answers.count("words") == 2


def test_each_failure_is_seen_by_one_caller(kata, run):
    """Two threads call get() at the same time, and the factory raises each time. Each of the two
    sees the exception of its own call: they are two different ones."""
    raised = []
    seen = []

    def factory():
        raised.append(OSError("no such file"))
        raise raised[-1]

    lazy = kata.Lazy(factory)

    def reader():
        with pytest.raises(OSError) as caught:
            lazy.get()
        seen.append(caught.value)

    run(reader, reader)
    assert len(raised) == 2
    assert seen[0] is not seen[1]


def test_the_factory_is_never_running_twice(kata, run):
    """Even when it fails and is called again by another thread, one call of the factory has ended
    before the next begins."""
    events = []

    def factory():
        events.append("begin")
        events.append("end")
        raise OSError("no such file")

    lazy = kata.Lazy(factory)

    def reader():
        with pytest.raises(OSError):
            lazy.get()

    run(reader, reader)
    assert events == ["begin", "end", "begin", "end"]


def test_the_factory_runs_in_the_thread_that_asks(kata, run, threading):
    """The factory is called by the thread that calls get(), not by one that is started for it."""
    threads = []

    def factory():
        threads.append(threading.current_thread())

    lazy = kata.Lazy(factory)

    def reader():
        lazy.get()
        threads.append(threading.current_thread())

    run(reader)
    assert threads[0] is threads[1]


def test_one_value_may_be_made_of_another(kata):
    """The factory of one lazy value calls get() of another, which is made in turn."""
    words = kata.Lazy(lambda: ["lock", "key"])
    count = kata.Lazy(lambda: len(words.get()))
    assert count.get() == 2


def test_two_values_do_not_wait_for_each_other(kata, run):
    """While one lazy value is being made, another thread can make and get a second one."""
    other = kata.Lazy(lambda: "other")

    def other_thread():
        assert other.get() == "other"

    def factory():
        run(other_thread)
        return "words"

    assert kata.Lazy(factory).get() == "words"
