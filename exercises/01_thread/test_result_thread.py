"""What a ResultThread promises. One requirement a test."""

from __future__ import annotations

import contextlib
import io
import threading

import pytest


def test_result_is_what_the_function_returned(kata):
    """The function is called with the arguments given, and result() returns what it returned."""

    def function(*args, **kwargs):
        return args, kwargs

    thread = kata.ResultThread(function, 1, "two", three=3)
    thread.start()
    assert thread.result() == ((1, "two"), {"three": 3})


def test_it_is_a_thread(kata):
    """A ResultThread is a Thread: it can be joined, and the function runs in it."""
    where = []
    thread = kata.ResultThread(lambda: where.append(threading.current_thread()))
    assert isinstance(thread, threading.Thread)
    thread.start()
    thread.join()
    assert where == [thread]


def test_nothing_is_called_before_the_start(kata):
    """Making a ResultThread calls nothing."""
    calls = []
    kata.ResultThread(calls.append, 1)
    assert calls == []


def test_two_run_at_the_same_time(kata):
    """Two functions that wait for each other can meet: start() does not wait for the result."""
    both = threading.Barrier(2)

    def function(answer):
        both.wait()
        return answer

    threads = [kata.ResultThread(function, "one"), kata.ResultThread(function, "two")]
    for thread in threads:
        thread.start()
    assert [thread.result() for thread in threads] == ["one", "two"]


@pytest.mark.hasty
def test_result_waits(kata):
    """Without a timeout, result() waits for as long as the function takes."""
    steps = []

    def function():
        steps.append("begins")
        steps.append("ends")
        return "result"

    thread = kata.ResultThread(function)
    thread.start()
    assert thread.result() == "result"
    assert steps == ["begins", "ends"]


@pytest.mark.model_only("a day passes, which only virtual time can do at once")
def test_there_is_no_limit_unless_one_is_given(kata, clock):
    """The function takes a whole day. result() without a timeout waits for it."""

    def function():
        clock.sleep(24 * 60 * 60)
        return "result"

    thread = kata.ResultThread(function)
    thread.start()
    assert thread.result() == "result"


def test_none_is_a_result(kata):
    """A function that returns None has ended like any other, and None is its result."""
    thread = kata.ResultThread(lambda: None)
    thread.start()
    assert thread.result(timeout=60) is None


def test_result_raises_what_the_function_raised(kata):
    """The function raises an exception: result() raises the very same object, and nobody else
    hears of it."""
    error = ValueError("no such airport")

    def function():
        raise error

    thread = kata.ResultThread(function)
    thread.start()
    with pytest.raises(ValueError) as caught:
        thread.result()
    assert caught.value is error


def test_an_exception_nobody_asks_for_is_silent(kata):
    """The function raises, and nobody calls result(). The exception does not turn up anywhere
    else: the thread ends in peace."""

    def function():
        raise ValueError("no such airport")

    thread = kata.ResultThread(function)
    thread.start()
    thread.join()
    assert not thread.is_alive()


def test_no_traceback_is_printed(kata):
    """The function raises, and nobody calls result() until later. Until then nothing is printed,
    neither by Python nor by the thread."""

    def function():
        raise ValueError("no such airport")

    printed = io.StringIO()
    with contextlib.redirect_stderr(printed):
        thread = kata.ResultThread(function)
        thread.start()
        thread.join()
    assert printed.getvalue() == ""


def test_system_exit_is_raised_as_well(kata):
    """A function that calls sys.exit() raises SystemExit, which is no Exception but a
    BaseException: result() raises it all the same."""
    error = SystemExit("enough")

    def function():
        raise error

    thread = kata.ResultThread(function)
    thread.start()
    with pytest.raises(SystemExit) as caught:
        thread.result()
    assert caught.value is error


def test_every_base_exception_is_raised_as_well(kata):
    """A function may raise any BaseException, of a class that you have never heard of: result()
    raises it all the same."""

    class Enough(BaseException):
        pass

    error = Enough()

    def function():
        raise error

    thread = kata.ResultThread(function)
    thread.start()
    with pytest.raises(Enough) as caught:
        thread.result()
    assert caught.value is error


def test_an_exception_can_be_returned(kata):
    """A function that returns an exception object has not raised it: result() returns it, too."""
    error = ValueError("only looked at")
    thread = kata.ResultThread(lambda: error)
    thread.start()
    assert thread.result() is error


def test_join_returns_none(kata):
    """join() waits, as a Thread's join() does, with a timeout or without, and returns None: the
    result is for result()."""
    thread = kata.ResultThread(lambda: "result")
    thread.start()
    assert thread.join(timeout=60) is None
    assert thread.join() is None
    assert thread.result() == "result"


def test_join_does_not_raise(kata):
    """The function raises: join() returns all the same. The exception is for result() to raise."""
    error = ValueError("no such airport")

    def function():
        raise error

    thread = kata.ResultThread(function)
    thread.start()
    thread.join()
    with pytest.raises(ValueError) as caught:
        thread.result()
    assert caught.value is error


def test_a_timeout_that_runs_out(kata):
    """The function has not ended within the timeout: result() raises TimeoutError. The function
    goes on, and result() can be called again."""
    gate = threading.Event()

    def function():
        gate.wait(60)
        return "result"

    thread = kata.ResultThread(function)
    thread.start()
    with pytest.raises(TimeoutError):
        thread.result(timeout=0.01)
    gate.set()
    assert thread.result() == "result"


def test_a_timeout_of_zero_does_not_wait(kata):
    """result(0) raises TimeoutError while the function has not ended, and returns the result once
    the thread has."""
    gate = threading.Event()

    def function():
        gate.wait(60)
        return "result"

    thread = kata.ResultThread(function)
    thread.start()
    with pytest.raises(TimeoutError):
        thread.result(0)
    gate.set()
    thread.join()
    assert thread.result(0) == "result"


@pytest.mark.model_only("a minute passes, which only virtual time can do at once")
def test_the_timeout_is_in_seconds(kata, clock):
    """The function takes a minute. result(10) gives up after ten seconds, and then result(60)
    has the result when the minute is over, not later."""
    begin = clock.now()

    def function():
        clock.sleep(60)
        return "result"

    thread = kata.ResultThread(function)
    thread.start()
    with pytest.raises(TimeoutError):
        thread.result(10)
    assert clock.now() - begin == 10
    assert thread.result(60) == "result"
    assert clock.now() - begin == 60


def test_a_timeout_error_of_the_function_is_its_own(kata):
    """The function itself raises TimeoutError: result() raises that very object."""
    error = TimeoutError("the airline does not answer")

    def function():
        raise error

    thread = kata.ResultThread(function)
    thread.start()
    with pytest.raises(TimeoutError) as caught:
        thread.result(timeout=60)
    assert caught.value is error


def test_all_who_ask_get_the_result(kata, run):
    """Two threads wait for one result. Both get the same object, and so does who asks later."""
    answer = object()
    results = []
    thread = kata.ResultThread(lambda: answer)
    thread.start()

    def ask():
        results.append(thread.result())

    run(ask, ask)
    results.append(thread.result())
    assert all(result is answer for result in results)
    assert len(results) == 3


def test_in_the_end_nobody_has_to_wait(kata, run):
    """The thread has ended, and two threads ask at the same time, neither of which wants to wait.
    Both get the result."""
    results = []
    thread = kata.ResultThread(lambda: "result")
    thread.start()
    thread.join()

    def ask():
        results.append(thread.result(timeout=0))

    run(ask, ask)
    assert results == ["result", "result"]


def test_all_who_ask_get_the_exception(kata):
    """Whoever asks again gets the same exception again."""
    error = ValueError("no such airport")

    def function():
        raise error

    thread = kata.ResultThread(function)
    thread.start()
    for _ in range(2):
        with pytest.raises(ValueError) as caught:
            thread.result()
        assert caught.value is error


def test_there_is_no_result_before_the_start(kata):
    """result() of a thread that has not been started raises RuntimeError, with a timeout or
    without, as join() does. The thread can still be started."""
    thread = kata.ResultThread(lambda: "result")
    with pytest.raises(RuntimeError):
        thread.result(timeout=0.01)
    with pytest.raises(RuntimeError):
        thread.result()
    thread.start()
    assert thread.result() == "result"


def test_all_keyword_arguments_are_the_functions(kata):
    """Keyword arguments may have any name, those that Thread knows too."""
    wanted = {"name": "Ada", "daemon": True, "timeout": 1, "function": 2, "args": 3}
    thread = kata.ResultThread(dict, **wanted)
    thread.start()
    assert thread.result() == wanted
