"""What Square and Call promise. One requirement a test."""

from __future__ import annotations

import threading

import pytest


class Number(int):
    """A number that calls `when_squared()` when it is multiplied by itself."""

    def __new__(cls, value, when_squared):
        number = super().__new__(cls, value)
        number.when_squared = when_squared
        return number

    def __mul__(self, other):
        self.when_squared()
        return int(self) * int(other)

    def __pow__(self, exponent):
        self.when_squared()
        return int(self) ** exponent


def test_square_has_its_value_in_the_end(kata):
    """Started and joined, Square(n) has the value n * n."""
    square = kata.Square(7)
    square.start()
    square.join()
    assert square.value == 49


def test_there_is_no_value_before_the_start(kata):
    """As long as nothing has been computed, the value is None."""
    square = kata.Square(7)
    assert square.value is None


def test_there_is_no_value_before_it_is_computed(kata):
    """While the thread is about to multiply, the value is still None, and nothing in between."""
    values = []
    square = kata.Square(Number(7, lambda: values.append(square.value)))
    square.start()
    square.join()
    assert values == [None]


def test_both_are_threads(kata):
    """Square and Call are subclasses of Thread: whatever can be done with a thread can be done
    with them."""
    assert isinstance(kata.Square(7), threading.Thread)
    assert isinstance(kata.Call(len, "abc"), threading.Thread)


def test_square_computes_in_its_own_thread(kata):
    """The multiplication happens in the new thread, not in the one that starts or joins it."""
    where = []

    def when_squared():
        where.append(threading.current_thread())

    square = kata.Square(Number(7, when_squared))
    square.start()
    square.join()
    assert where == [square]


def test_start_does_not_wait(kata):
    """start() returns while the thread is still computing."""
    started = threading.Event()
    square = kata.Square(Number(7, started.wait))
    square.start()
    started.set()
    square.join()
    assert square.value == 49


@pytest.mark.hasty
def test_join_waits_for_the_value(kata, clock):
    """However long the computation takes, the value is there when join() returns."""
    square = kata.Square(Number(7, lambda: clock.sleep(0.01)))
    square.start()
    square.join()
    assert square.value == 49


def test_join_is_that_of_a_thread(kata):
    """join() takes a timeout and returns None, as that of any thread; `is_alive()` tells whether
    the thread has ended."""
    go = threading.Event()
    for thread in (kata.Square(Number(7, go.wait)), kata.Call(go.wait)):
        thread.start()
        assert thread.join(timeout=0.001) is None
        assert thread.is_alive()
        go.set()
        assert thread.join() is None
        assert not thread.is_alive()
        go.clear()


def test_they_are_no_daemons(kata):
    """Square and Call are ordinary threads, for which the program waits at its end."""
    assert not kata.Square(7).daemon
    assert not kata.Call(len, "abc").daemon


def test_two_squares_at_the_same_time(kata):
    """Two squares compute at the same time, each its own value."""
    both = threading.Barrier(2)
    squares = [kata.Square(Number(2, both.wait)), kata.Square(Number(3, both.wait))]
    for square in squares:
        square.start()
    for square in squares:
        square.join()
    assert [square.value for square in squares] == [4, 9]


def test_square_bears_its_number_in_its_name(kata):
    """The name of Square(7) is square-7, and a name can still be changed."""
    square = kata.Square(7)
    assert square.name == "square-7"
    square.name = "another"
    assert square.name == "another"


def test_call_calls_the_function_once(kata):
    """Call(function, *args, **kwargs) calls the function once, with these arguments."""
    calls = []

    def function(*args, **kwargs):
        calls.append((args, kwargs))

    call = kata.Call(function, 1, "two", three=3)
    call.start()
    call.join()
    assert calls == [((1, "two"), {"three": 3})]


def test_nothing_is_called_before_the_start(kata):
    """Making a Call calls nothing."""
    calls = []
    kata.Call(calls.append, 1)
    assert calls == []


def test_call_calls_in_its_own_thread(kata):
    """The function runs in the new thread, which is the Call itself."""
    where = []
    call = kata.Call(lambda: where.append(threading.current_thread()))
    call.start()
    call.join()
    assert where == [call]


def test_what_the_function_raises_is_reported(kata, threading):
    """The function raises an exception. Python reports it to threading.excepthook, and the Call
    does not keep it from doing so."""
    reported = []
    threading.excepthook = lambda args: reported.append(args.exc_value)
    error = ValueError("no such address")

    def function():
        raise error

    call = kata.Call(function)
    call.start()
    call.join()
    assert reported == [error]


def test_two_calls_at_the_same_time(kata):
    """Two functions that wait for each other can meet: both threads are running."""
    both = threading.Barrier(2)
    calls = [kata.Call(both.wait), kata.Call(both.wait)]
    for call in calls:
        call.start()
    for call in calls:
        call.join()


def test_the_arguments_are_there_before_the_start(kata):
    """`args` is a tuple and `kwargs` a dict, there as soon as the Call is made."""
    call = kata.Call(print, "a", "b", end="")
    assert call.args == ("a", "b")
    assert call.kwargs == {"end": ""}


def test_the_arguments_are_there_in_the_end(kata):
    """`args` and `kwargs` are still the same when the thread has ended."""
    call = kata.Call(dict, [(1, 2)], three=3)
    call.start()
    call.join()
    assert call.args == ([(1, 2)],)
    assert call.kwargs == {"three": 3}


def test_calls_keep_their_arguments_apart(kata):
    """Each Call has its own `args` and `kwargs`, whatever others have been made."""
    first = kata.Call(print, 1)
    second = kata.Call(print, 2, end="")
    assert (first.args, first.kwargs) == ((1,), {})
    assert (second.args, second.kwargs) == ((2,), {"end": ""})


def test_all_keyword_arguments_are_the_functions(kata):
    """Keyword arguments may have any name, those that Thread knows too. They go to the function
    and say nothing about the thread."""
    calls = []

    def function(**kwargs):
        calls.append(kwargs)

    wanted = {"name": "Ada", "daemon": True, "target": None, "function": 1, "args": 2}
    call = kata.Call(function, **wanted)
    assert call.kwargs == wanted
    assert call.name != "Ada"
    assert not call.daemon
    call.start()
    call.join()
    assert calls == [wanted]
