"""What counting calls promises. One requirement a test."""

from __future__ import annotations

import gc
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from functools import partial

import pytest


@contextmanager
def tracing(new_threads=None, this_thread=None):
    """While this lasts, these two are the trace functions; afterwards the former ones are again.

    The garbage collector waits meanwhile: what it calls, it calls in whatever thread is running.
    """
    former_new, former_this = threading.gettrace(), sys.gettrace()
    threading.settrace(new_threads)
    sys.settrace(this_thread)
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
        sys.settrace(former_this)
        threading.settrace(former_new)


def debugger(frame, event, arg):
    """A trace function that takes no further interest."""


def count(kata, function, *args):
    """What count_calls says; whatever it does, tracing is put back."""
    with tracing():
        return kata.count_calls(function, *args)


@contextmanager
def slow_to_begin():
    """While this lasts, a new thread is slow: start() has returned, and it has not gone on yet.

    It has to enter itself in the library's list of threads. The lock of that list is not free until
    the thread that has started it waits for it, or a moment has passed.
    """
    under_way, held, awaited = threading.Event(), threading.Event(), threading.Event()

    def hold():
        under_way.wait()
        with threading._active_limbo_lock:
            held.set()
            awaited.wait(0.1)

    def watch(frame, event, arg):
        if event == "c_call" and arg.__name__ in ("start_new_thread", "start_joinable_thread"):
            under_way.set()
            held.wait()
        elif event == "call" and frame.f_code.co_name == "join":
            awaited.set()

    helper = threading.Thread(target=hold, daemon=True)
    helper.start()
    former = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield
    finally:
        sys.setprofile(former)
        under_way.set()
        awaited.set()
        helper.join()


def helper():
    """Something to call."""


def twice():
    helper()
    helper()


class Order:
    def price(self):
        return 1


@pytest.mark.threads_only("only real threads can be traced")
def test_every_call_is_counted(kata):
    """A function calls another one twice: one call of the first, two of the second, and nothing
    else is in the result."""
    assert count(kata, twice) == {"twice": 1, "helper": 2}


@pytest.mark.threads_only("only real threads can be traced")
def test_the_result_is_a_counter(kata):
    """The result is a Counter, so that `most_common()` works and what was not called has 0."""
    calls = count(kata, twice)
    assert isinstance(calls, Counter)
    assert calls.most_common(1) == [("helper", 2)]
    assert calls["Order.price"] == 0


@pytest.mark.threads_only("only real threads can be traced")
def test_the_arguments_are_handed_on(kata):
    """`function` is called with the arguments that come after it."""
    seen = []

    def note(*args):
        seen.append(args)

    count(kata, note, 1, "two")
    count(kata, note)
    assert seen == [(1, "two"), ()]


@pytest.mark.threads_only("only real threads can be traced")
def test_it_runs_in_a_thread_of_its_own(kata):
    """`function` does not run in the thread that asks, and has ended when the answer is there."""
    seen = []

    def note():
        seen.append(threading.current_thread())

    count(kata, note)
    (thread,) = seen
    assert thread is not threading.current_thread()


@pytest.mark.threads_only("only real threads can be traced")
def test_it_waits_for_the_end(kata):
    """`function` takes its time. The answer is there when it has ended, and not earlier."""
    answered, ended = threading.Event(), threading.Event()

    def slow():
        # Ends when somebody has got an answer already, or when nobody has for a while.
        answered.wait(0.03)
        ended.set()

    count(kata, slow)
    too_early = not ended.is_set()
    answered.set()
    assert not too_early


@pytest.mark.threads_only("only real threads can be traced")
def test_a_thread_that_is_slow_to_begin(kata):
    """The new thread takes a while before it looks for its trace function, and start() has returned
    by then. Its calls are counted all the same."""
    with tracing(), slow_to_begin():
        calls = kata.count_calls(twice)
    assert calls == {"twice": 1, "helper": 2}


@pytest.mark.threads_only("only real threads can be traced")
def test_methods_have_the_name_of_their_class(kata):
    """A method is counted under its qualified name."""

    def add_up(orders):
        for order in orders:
            order.price()

    calls = count(kata, add_up, [Order(), Order(), Order()])
    assert calls == {add_up.__qualname__: 1, "Order.price": 3}


@pytest.mark.threads_only("only real threads can be traced")
def test_anything_that_can_be_called(kata):
    """`function` may be anything that can be called: one that is written in C, of which nothing is
    counted, or a partial, of which the function inside is."""
    assert count(kata, len, "abc") == {}
    assert count(kata, partial(twice)) == {"twice": 1, "helper": 2}


@pytest.mark.threads_only("only real threads can be traced")
def test_the_library_counts_as_well(kata):
    """`function` calls something of `threading` itself. That is written in Python, and counts."""

    def look():
        threading.Event().is_set()

    assert count(kata, look)["Event.is_set"] == 1


@pytest.mark.threads_only("only real threads can be traced")
def test_recursion(kata):
    """A function that calls itself is counted each time."""

    def down(steps):
        if steps:
            down(steps - 1)

    assert count(kata, down, 4) == {down.__qualname__: 5}


@pytest.mark.threads_only("only real threads can be traced")
def test_lines_and_returns_are_no_calls(kata):
    """A function goes through a loop and comes back: that is one call, however many lines it has
    run."""

    def long():
        total = 0
        for number in range(10):
            total += number
        return total

    assert count(kata, long) == {long.__qualname__: 1}


@pytest.mark.threads_only("only real threads can be traced")
def test_functions_written_in_c_are_not_counted(kata):
    """`len` and `list.append` are not written in Python and are not counted. A Python function
    that one of them calls is."""

    def key(word):
        return len(word)

    def arrange():
        words = ["ccc", "a"]
        words.append("bb")
        words.sort(key=key)

    assert count(kata, arrange) == {arrange.__qualname__: 1, key.__qualname__: 3}


@pytest.mark.threads_only("only real threads can be traced")
def test_a_call_that_raises_counts(kata):
    """A call that ends with an exception is a call."""

    def fail():
        raise KeyError

    def careful():
        with pytest.raises(KeyError):
            fail()

    calls = count(kata, careful)
    assert calls[fail.__qualname__] == 1


@pytest.mark.threads_only("only real threads can be traced")
def test_other_threads_are_not_counted(kata):
    """`function` starts a thread, which calls something as well. Only what `function`'s own thread
    calls is counted."""

    def with_help():
        thread = threading.Thread(target=twice)
        thread.start()
        thread.join()
        helper()

    calls = count(kata, with_help)
    assert calls["helper"] == 1
    assert calls["twice"] == 0


@pytest.mark.threads_only("only real threads can be traced")
def test_what_function_raises_is_raised(kata):
    """`function` raises. The exception is raised in the thread that asked, the same object."""
    error = ValueError("no such customer")

    def fail():
        raise error

    with pytest.raises(ValueError) as caught:
        count(kata, fail)
    assert caught.value is error


@pytest.mark.threads_only("only real threads can be traced")
def test_to_exit_is_to_raise(kata):
    """`function` leaves with SystemExit. That is an exception like any other: it is raised here."""
    former = threading.excepthook
    threading.excepthook = lambda args: None  # pytest's own would complain as well
    try:
        with pytest.raises(SystemExit):
            count(kata, sys.exit)
    finally:
        threading.excepthook = former


@pytest.mark.threads_only("only real threads can be traced")
def test_the_former_trace_function_is_put_back(kata):
    """A debugger has set a trace function for all new threads. After the count it is there again,
    and the count has not noticed."""
    with tracing(new_threads=debugger):
        calls = kata.count_calls(twice)
        after = threading.gettrace()
    assert after is debugger
    assert calls == {"twice": 1, "helper": 2}


@pytest.mark.threads_only("only real threads can be traced")
def test_no_trace_function_is_put_back(kata):
    """There was no trace function for new threads, and there is none afterwards."""
    with tracing(new_threads=None):
        kata.count_calls(twice)
        after = threading.gettrace()
    assert after is None


@pytest.mark.threads_only("only real threads can be traced")
def test_it_is_put_back_when_function_raises(kata):
    """`function` raises. The former trace function is put back all the same."""

    def fail():
        raise ValueError

    with tracing(new_threads=debugger):
        with pytest.raises(ValueError):
            kata.count_calls(fail)
        after = threading.gettrace()
    assert after is debugger


@pytest.mark.threads_only("only real threads can be traced")
def test_the_caller_is_traced_as_before(kata):
    """The thread that asks is traced by a debugger itself. It is so afterwards, too."""
    with tracing(this_thread=debugger):
        kata.count_calls(twice)
        after = sys.gettrace()
    assert after is debugger


@pytest.mark.threads_only("only real threads can be traced")
def test_the_caller_is_not_traced_either(kata):
    """The thread that asks is not traced, and is not traced afterwards."""
    with tracing(this_thread=None):
        kata.count_calls(twice)
        after = sys.gettrace()
    assert after is None
