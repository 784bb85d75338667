"""An exit stack for the one, and for the other a context manager made of the two methods."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def taken(lock: threading.Lock) -> Iterator[None]:
    lock.acquire()
    try:
        yield
    finally:
        lock.release()


def guarded(lock: AbstractContextManager[object], function: Callable[[], T]) -> T:
    with ExitStack() as stack:
        stack.enter_context(lock)
        return function()


def guarded_by_hand(lock: threading.Lock, function: Callable[[], T]) -> T:
    return guarded(taken(lock), function)
