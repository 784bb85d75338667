"""The acquire is inside the try, and a flag says whether there is anything to release."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

T = TypeVar("T")


def guarded(lock: AbstractContextManager[object], function: Callable[[], T]) -> T:
    results = []
    with lock:
        results.append(function())
    return results[0]


def guarded_by_hand(lock: threading.Lock, function: Callable[[], T]) -> T:
    taken = False
    try:
        lock.acquire()
        taken = True
        return function()
    finally:
        if taken:
            lock.release()
