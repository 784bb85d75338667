"""Deep down: a function that needs more stack than a thread usually has.

A program prints letters with the answers to them, the answers to those, and so on. Most have three
levels. One has thousands: RecursionError, or with a higher limit a crash. Every level goes by way
of something that is written in C, such as `repr` or `sorted`, and takes some of the thread's
*stack*; that is full before the bottom is reached. A stack cannot grow. But a new thread can be
given a bigger one.

    text = run_deep(partial(repr, first_letter), 512 * 1024 * 1024, 100_000)

How big the stacks of new threads are, and how deep calls may go, are settings of the whole process.
Whoever changes them for a moment puts them back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def run_deep(function: Callable[[], T], stack_bytes: int, recursion: int) -> T:
    """Call `function()` in a new thread that has plenty of stack, and return what it returns.

    The thread has a stack of `stack_bytes` bytes, or somewhat more where the system rounds it up;
    with 0 it has the stack that the system gives every thread. While `function` runs, the
    recursion limit (`sys.getrecursionlimit()`) is `recursion`.

    Blocks until that thread has ended. If `function` raises an exception, SystemExit too, it is
    raised here, the same object.

    Raises ValueError if the system refuses `stack_bytes` as a size, because it is negative, too
    small, or greater than any size it knows. Raises ValueError if `recursion` is less than 1. If
    the thread cannot be started, because there is not that much memory, what `Thread.start`
    raises is raised here. In all three cases `function` is not called. (What happens with a limit
    that is smaller than the number of calls the caller is in already is not promised.)

    However it ends, `threading.stack_size()` and `sys.getrecursionlimit()` are afterwards what they
    were before.

    What the settings are for other threads meanwhile, and what happens if two threads call this at
    the same time, is not promised.
    """
    raise NotImplementedError
