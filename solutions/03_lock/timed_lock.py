"""Hold a lock for a block of code: taken in time, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hold(lock: threading.Lock, seconds: float | None) -> Iterator[None]:
    """Make a context manager whose block runs while this thread has `lock`.

    Raises TimeoutError, and does not run the block, if it has to wait for more than `seconds`.
    """
    # acquire() does not know None, and takes -1 for "no limit". A deadline that passed one second
    # ago would wait for ever if it were handed on as it is.
    taken = lock.acquire(timeout=-1 if seconds is None else max(seconds, 0))
    # That acquire() returns does not mean that it took the lock: when the time is over, it returns
    # as well, with False. No `finally` has been entered at this point, so nothing is released.
    if not taken:
        raise TimeoutError(f"the lock was not free within {seconds} s")
    try:
        yield
    finally:
        lock.release()
