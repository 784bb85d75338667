"""Whatever happens in between, the lock is free afterwards: by `with`, and by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

T = TypeVar("T")


def guarded(lock: AbstractContextManager[object], function: Callable[[], T]) -> T:
    """Call `function()` once while this thread has `lock`, and return what it returned."""
    # `with lock`, the lock itself. `with lock.acquire()` takes the lock, and then tries to use
    # True as a context manager.
    with lock:
        return function()


def guarded_by_hand(lock: threading.Lock, function: Callable[[], T]) -> T:
    """The same without `with`."""
    # Before the try. Inside it, an acquire() that raises would reach the release below, and free a
    # lock that was never taken, or that somebody else has.
    lock.acquire()
    try:
        return function()
    # `finally` and not `except Exception`: it also sees SystemExit, KeyboardInterrupt, and the
    # normal end. There must be no `return` in it, which would throw an exception away.
    finally:
        lock.release()
