"""The result is kept in a variable, and returned after everything has been released."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

T = TypeVar("T")


def guarded(lock: AbstractContextManager[object], function: Callable[[], T]) -> T:
    with lock as _:
        result = function()
    return result  # noqa: RET504


def guarded_by_hand(lock: threading.Lock, function: Callable[[], T]) -> T:
    lock.acquire()
    try:
        result = function()
    except BaseException:
        lock.release()
        raise
    lock.release()
    return result
