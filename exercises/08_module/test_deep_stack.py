"""What running deep down promises. One requirement a test."""

from __future__ import annotations

import ctypes
import sys
import threading
from contextlib import contextmanager

import pytest

MIB = 1024 * 1024
LIMIT = 7_000


def settings_now():
    """The size of the stack that new threads get, and the recursion limit."""
    size = threading.stack_size()  # which sets it to 0 at the same time
    threading.stack_size(size)
    return size, sys.getrecursionlimit()


@contextmanager
def settings(stack_bytes=0, recursion=5_000):
    """While this lasts, these are the settings; afterwards the former ones are again.

    Gives a function that tells what they are now.
    """
    former = sys.getrecursionlimit()
    former_size = threading.stack_size(stack_bytes)
    sys.setrecursionlimit(recursion)
    try:
        yield settings_now
    finally:
        sys.setrecursionlimit(former)
        threading.stack_size(former_size)


def test_the_result_is_what_function_returns(kata):
    """What `function` returns is returned."""
    with settings():
        assert kata.run_deep(lambda: "bottom", MIB, LIMIT) == "bottom"


def test_the_result_may_be_anything(kata):
    """`function` may return None, a false value, or an exception: to return one is not to raise
    it."""
    error = ValueError("returned")
    with settings():
        assert kata.run_deep(lambda: None, MIB, LIMIT) is None
        assert kata.run_deep(lambda: 0, MIB, LIMIT) == 0
        assert kata.run_deep(lambda: error, MIB, LIMIT) is error


def test_it_runs_in_a_thread_of_its_own(kata):
    """`function` runs in a thread that is neither the one that asks nor alive afterwards."""
    with settings():
        thread = kata.run_deep(threading.current_thread, MIB, LIMIT)
    assert thread is not threading.current_thread()
    assert not thread.is_alive()


@pytest.mark.model_only("an hour passes, which only virtual time can do at once")
def test_it_waits_for_the_end(kata, clock):
    """`function` takes an hour. Its result is returned when it has ended."""

    def slow():
        clock.sleep(3600)
        return "bottom"

    with settings():
        assert kata.run_deep(slow, MIB, LIMIT) == "bottom"


def test_what_function_raises_is_raised(kata):
    """`function` raises. The exception is raised in the thread that asked, the same object."""
    error = ValueError("no such letter")

    def fail():
        raise error

    with settings(), pytest.raises(ValueError) as caught:
        kata.run_deep(fail, MIB, LIMIT)
    assert caught.value is error


def test_to_exit_is_to_raise(kata):
    """`function` leaves with SystemExit. That is an exception like any other: it is raised here."""

    def leave():
        raise SystemExit(3)

    former = threading.excepthook
    threading.excepthook = lambda args: None  # pytest's own would complain as well
    try:
        with settings(), pytest.raises(SystemExit):
            kata.run_deep(leave, MIB, LIMIT)
    finally:
        threading.excepthook = former


def test_the_limit_is_there_while_it_runs(kata):
    """While `function` runs, the recursion limit is what was asked for, though it was less, or
    more."""
    for recursion in (LIMIT - 1_000, LIMIT + 1_000):
        with settings(recursion=recursion):
            assert kata.run_deep(sys.getrecursionlimit, MIB, LIMIT) == LIMIT


@pytest.mark.threads_only("a greenlet of the model has the stack of its thread")
def test_it_goes_deep(kata):
    """A function calls itself 20,000 times, which is far beyond the usual limit."""

    def down(level):
        return level if level == 20_000 else down(level + 1)

    with settings():
        assert kata.run_deep(lambda: down(0), 256 * MIB, 30_000) == 20_000


def stack_of_this_thread():
    """How many bytes of stack the calling thread has; None if this system does not tell."""
    system = ctypes.CDLL(None) if sys.platform != "win32" else None
    if hasattr(system, "pthread_getattr_np"):  # Linux
        system.pthread_self.restype = ctypes.c_void_p
        attributes, size = ctypes.create_string_buffer(1024), ctypes.c_size_t()
        system.pthread_getattr_np(ctypes.c_void_p(system.pthread_self()), attributes)
        system.pthread_attr_getstacksize(attributes, ctypes.byref(size))
        system.pthread_attr_destroy(attributes)
        return size.value
    if hasattr(system, "pthread_get_stacksize_np"):  # macOS
        system.pthread_self.restype = ctypes.c_void_p
        system.pthread_get_stacksize_np.restype = ctypes.c_size_t
        return system.pthread_get_stacksize_np(ctypes.c_void_p(system.pthread_self()))
    return None


@pytest.mark.threads_only("a greenlet of the model has the stack of its thread")
def test_the_thread_has_that_much_stack(kata):
    """The thread in which `function` runs has as much stack as was asked for. The system is asked
    how much it is."""
    with settings(stack_bytes=MIB):
        size = kata.run_deep(stack_of_this_thread, 96 * MIB, LIMIT)
    assert size is None or size >= 95 * MIB


@pytest.mark.threads_only("a greenlet of the model has the stack of its thread")
def test_zero_is_what_the_system_gives(kata):
    """With 0 the thread has the system's usual stack, although the program has asked for a smaller
    one for its threads."""

    def usual_stack():
        sizes = []
        thread = threading.Thread(target=lambda: sizes.append(stack_of_this_thread()))
        thread.start()
        thread.join()
        return sizes[0]

    with settings(stack_bytes=0):
        usual = usual_stack()
    with settings(stack_bytes=MIB):
        size = kata.run_deep(stack_of_this_thread, 0, LIMIT)
    assert size == usual


def test_both_settings_are_put_back(kata):
    """The program has settings of its own, not the usual ones. Afterwards they are the same."""
    with settings(stack_bytes=2 * MIB, recursion=5_432) as now:
        before = now()
        kata.run_deep(int, MIB, LIMIT)
        after = now()
    assert after == before


def test_both_are_put_back_when_function_raises(kata):
    """`function` raises. Both settings are put back all the same."""

    def fail():
        raise KeyError

    with settings(stack_bytes=2 * MIB, recursion=5_432) as now:
        before = now()
        with pytest.raises(KeyError):
            kata.run_deep(fail, MIB, LIMIT)
        after = now()
    assert after == before


def refused(kata, stack_bytes, recursion):
    """Let run_deep refuse something, and look at everything it must not have done."""
    called = []
    with settings(stack_bytes=2 * MIB, recursion=5_432) as now:
        before = now()
        with pytest.raises(ValueError):
            kata.run_deep(lambda: called.append("function"), stack_bytes, recursion)
        after = now()
    assert called == []
    assert after == before


def test_a_stack_that_is_too_small(kata):
    """A stack of 100 bytes is refused with ValueError. `function` is not called, and nothing has
    changed."""
    refused(kata, 100, LIMIT)


def test_a_stack_of_less_than_nothing(kata):
    """A negative size is refused with ValueError. `function` is not called, and nothing has
    changed."""
    refused(kata, -MIB, LIMIT)


@pytest.mark.threads_only("only the system knows which sizes are too great")
def test_a_stack_beyond_all_numbers(kata):
    """A size that does not even fit into the system's numbers is refused with ValueError, too."""
    refused(kata, 2**80, LIMIT)


def test_a_limit_below_one(kata):
    """A recursion limit of 0 is refused with ValueError. `function` is not called, and the size of
    the stack is as it was, too."""
    refused(kata, MIB, 0)


@pytest.mark.threads_only("the model has enough memory for everything")
def test_a_thread_that_cannot_be_started(kata):
    """No system has memory for a stack of 128 TiB. The error is raised here, and both settings are
    put back."""
    with settings(stack_bytes=2 * MIB, recursion=5_432) as now:
        before = now()
        with pytest.raises((RuntimeError, ValueError, MemoryError)):
            kata.run_deep(int, 2**47, LIMIT)
        after = now()
    assert after == before
