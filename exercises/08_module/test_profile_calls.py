"""What timing calls promises. One requirement a test."""

from __future__ import annotations

import gc
import sys
import threading
from contextlib import contextmanager
from functools import partial

import pytest


@contextmanager
def profiling(new_threads=None, this_thread=None):
    """While this lasts, these two are the profile functions; afterwards the former ones are.

    The garbage collector waits meanwhile: what it calls, it calls in whatever thread is running.
    """
    former_new, former_this = threading.getprofile(), sys.getprofile()
    threading.setprofile(new_threads)
    sys.setprofile(this_thread)
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
        sys.setprofile(former_this)
        threading.setprofile(former_new)


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


class Watch:
    """A clock that stands still until somebody moves it."""

    def __init__(self):
        self.time = 100.0

    def __call__(self):
        return self.time


WATCH = Watch()


def take(seconds):
    """What takes time in these tests: the clock moves."""
    WATCH.time += seconds


def times(kata, function):
    """What time_calls says, `take` left out; whatever it does, profiling is put back."""
    with profiling():
        result = kata.time_calls(function, WATCH)
    assert isinstance(result, dict)
    result.pop("take", None)
    return result


def pause():
    take(2)


def outer():
    take(1)
    pause()
    take(0.5)


@pytest.mark.threads_only("only real threads can be profiled")
def test_the_time_of_a_function(kata):
    """A function takes two seconds: that is its time, and nothing else is in the result."""
    assert times(kata, pause) == {"pause": 2}


@pytest.mark.threads_only("only real threads can be profiled")
def test_the_time_of_a_caller_contains_the_others(kata):
    """A function takes a second, calls another one that takes two, and takes half a second more.
    Its time is 3.5 seconds, that of the other one 2."""
    assert times(kata, outer) == {"outer": 3.5, "pause": 2}


@pytest.mark.threads_only("only real threads can be profiled")
def test_times_add_up(kata):
    """A function is called three times, one call after the other. Its time is the sum."""

    def often():
        pause()
        outer()
        pause()

    assert times(kata, often) == {often.__qualname__: 7.5, "outer": 3.5, "pause": 6}


@pytest.mark.threads_only("only real threads can be profiled")
def test_it_runs_in_a_thread_of_its_own(kata):
    """`function` does not run in the thread that asks."""
    seen = []

    def note():
        seen.append(threading.current_thread())

    times(kata, note)
    assert seen != [threading.current_thread()]


@pytest.mark.threads_only("only real threads can be profiled")
def test_it_waits_for_the_end(kata):
    """`function` takes its time. The answer is there when it has ended, and not earlier."""
    answered, ended = threading.Event(), threading.Event()

    def slow():
        # Ends when somebody has got an answer already, or when nobody has for a while.
        answered.wait(0.03)
        ended.set()

    times(kata, slow)
    too_early = not ended.is_set()
    answered.set()
    assert not too_early


@pytest.mark.threads_only("only real threads can be profiled")
def test_a_thread_that_is_slow_to_begin(kata):
    """The new thread takes a while before it looks for its profile function, and start() has
    returned by then. Its calls are measured all the same."""
    with profiling(), slow_to_begin():
        result = kata.time_calls(pause, WATCH)
    assert result.get("pause") == 2


@pytest.mark.threads_only("only real threads can be profiled")
def test_anything_that_can_be_called(kata):
    """`function` may be anything that can be called: one that is written in C, which is not in the
    result, or a partial, of which the function inside is."""
    assert times(kata, int) == {}
    assert times(kata, partial(outer)) == {"outer": 3.5, "pause": 2}


@pytest.mark.threads_only("only real threads can be profiled")
def test_the_library_is_measured_as_well(kata):
    """`function` calls something of `threading` itself. That is written in Python, and is in the
    result."""

    def look():
        threading.Event().is_set()

    assert "Event.is_set" in times(kata, look)


@pytest.mark.threads_only("only real threads can be profiled")
def test_recursion_is_counted_once(kata):
    """A function calls itself, and each call takes a second. Three calls, one in the other, take
    three seconds, not three and two and one."""

    def down(steps):
        take(1)
        if steps:
            down(steps - 1)

    def start():
        down(2)

    assert times(kata, start) == {start.__qualname__: 3, down.__qualname__: 3}


@pytest.mark.threads_only("only real threads can be profiled")
def test_recursion_by_way_of_another(kata):
    """Two functions call each other by turns. Each one's time is that of its earliest call."""

    def ping(steps):
        take(1)
        if steps:
            pong(steps - 1)

    def pong(steps):
        take(10)
        if steps:
            ping(steps - 1)

    def start():
        ping(3)

    assert times(kata, start) == {
        start.__qualname__: 22,
        ping.__qualname__: 22,
        pong.__qualname__: 21,
    }


@pytest.mark.threads_only("only real threads can be profiled")
def test_recursion_twice(kata):
    """A function that calls itself is called again when it has ended. Both times count."""

    def down(steps):
        take(1)
        if steps:
            down(steps - 1)

    def start():
        down(1)
        down(2)

    assert times(kata, start) == {start.__qualname__: 5, down.__qualname__: 5}


@pytest.mark.threads_only("only real threads can be profiled")
def test_two_functions_of_one_name(kata):
    """A function has been replaced by another one of the same name, which calls it. Under that name
    only the earliest call counts: it contains the other."""

    def work():
        take(1)

    former = work

    def work():
        former()
        take(2)

    def start():
        work()
        former()

    assert times(kata, start) == {start.__qualname__: 4, work.__qualname__: 4}


@pytest.mark.threads_only("only real threads can be profiled")
def test_a_call_that_raises_is_measured(kata):
    """A function takes a second and raises; its caller goes on for two more."""

    def fail():
        take(1)
        raise KeyError

    def careful():
        try:
            fail()
        except KeyError:
            take(2)

    assert times(kata, careful) == {careful.__qualname__: 3, fail.__qualname__: 1}


@pytest.mark.threads_only("only real threads can be profiled")
def test_functions_written_in_c_are_not_in_the_result(kata):
    """`list.sort` is not written in Python: it is not in the result, but a Python function that it
    calls is, and the time goes to the caller as well. `"".index("x")` raises, which changes
    nothing."""

    def key(word):
        take(1)
        return len(word)

    def arrange():
        ["ccc", "a"].sort(key=key)
        try:
            "".index("x")
        except ValueError:
            take(4)

    assert times(kata, arrange) == {arrange.__qualname__: 6, key.__qualname__: 2}


@pytest.mark.threads_only("only real threads can be profiled")
def test_other_threads_are_not_measured(kata):
    """`function` starts a thread and waits for it. What is called in there is not in the result,
    but the time goes to `function`, which has waited."""

    def with_help():
        thread = threading.Thread(target=pause)
        thread.start()
        thread.join()

    result = times(kata, with_help)
    assert "pause" not in result
    assert result[with_help.__qualname__] == 2


@pytest.mark.threads_only("only real threads can be profiled")
def test_another_thread_calls_the_same_function(kata):
    """While a call of a function goes on, another thread calls the same function, and that call
    ends later. Only the first counts."""
    begin, end = threading.Event(), threading.Event()

    def work(is_first):
        if is_first:
            thread = threading.Thread(target=work, args=(False,))
            threads.append(thread)
            thread.start()
            begin.wait()
            take(1)
        else:
            begin.set()
            end.wait()
            take(10)

    def start():
        work(True)
        end.set()
        threads[0].join()
        take(100)

    threads = []
    result = times(kata, start)
    assert result[start.__qualname__] == 111
    assert result[work.__qualname__] == 1


@pytest.mark.threads_only("only real threads can be profiled")
def test_what_function_raises_is_raised(kata):
    """`function` raises. The exception is raised in the thread that asked, the same object."""
    error = ValueError("no such file")

    def fail():
        raise error

    with pytest.raises(ValueError) as caught:
        times(kata, fail)
    assert caught.value is error


@pytest.mark.threads_only("only real threads can be profiled")
def test_to_exit_is_to_raise(kata):
    """`function` leaves with SystemExit. That is an exception like any other: it is raised here."""

    def leave():
        raise SystemExit(3)

    former = threading.excepthook
    threading.excepthook = lambda args: None  # pytest's own would complain as well
    try:
        with pytest.raises(SystemExit):
            times(kata, leave)
    finally:
        threading.excepthook = former


def profiler(frame, event, arg):
    """A profile function of somebody else."""


@pytest.mark.threads_only("only real threads can be profiled")
def test_the_former_profile_function_is_put_back(kata):
    """Somebody has set a profile function for all new threads. It is there again afterwards, and
    the result does not show that it was there."""
    with profiling(new_threads=profiler):
        result = kata.time_calls(outer, WATCH)
        after = threading.getprofile()
    assert after is profiler
    assert result["outer"] == 3.5


@pytest.mark.threads_only("only real threads can be profiled")
def test_no_profile_function_is_put_back(kata):
    """There was no profile function for new threads, and there is none afterwards."""
    with profiling(new_threads=None):
        kata.time_calls(outer, WATCH)
        after = threading.getprofile()
    assert after is None


@pytest.mark.threads_only("only real threads can be profiled")
def test_it_is_put_back_when_function_raises(kata):
    """`function` raises. The former profile function is put back all the same."""

    def fail():
        raise ValueError

    with profiling(new_threads=profiler):
        with pytest.raises(ValueError):
            kata.time_calls(fail, WATCH)
        after = threading.getprofile()
    assert after is profiler


@pytest.mark.threads_only("only real threads can be profiled")
def test_the_caller_is_profiled_as_before(kata):
    """The thread that asks is being profiled by somebody else. It is so afterwards, too."""
    with profiling(this_thread=profiler):
        kata.time_calls(outer, WATCH)
        after = sys.getprofile()
    assert after is profiler


@pytest.mark.threads_only("only real threads can be profiled")
def test_the_caller_is_not_profiled_either(kata):
    """The thread that asks is not profiled, and is not profiled afterwards."""
    with profiling(this_thread=None):
        kata.time_calls(outer, WATCH)
        after = sys.getprofile()
    assert after is None
