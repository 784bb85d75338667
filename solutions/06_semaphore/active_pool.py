"""No more than so many at a time: a semaphore counts them in and out, a lock guards their names."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ActivePool:
    """Lets at most `limit` threads work at the same time, and knows their names."""

    def __init__(self, limit: int) -> None:
        if limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        # Bounded: a release() too many would let one thread too many in, unnoticed, from then on.
        # A BoundedSemaphore raises ValueError at once instead.
        self._permits = threading.BoundedSemaphore(limit)
        self._names: list[str] = []
        # Never held while anybody works or waits for a permit.
        self._names_lock = threading.Lock()

    @contextmanager
    def working(self) -> Iterator[None]:
        # The permit comes first and goes last, so that there is never a name without one: the list
        # of names is never longer than the limit. `with` gives it back however the block ends,
        # and only after it was got: acquire() is not inside anything that releases.
        with self._permits:
            name = threading.current_thread().name
            with self._names_lock:
                self._names.append(name)
            try:
                yield
            finally:
                with self._names_lock:
                    self._names.remove(name)

    def active(self) -> list[str]:
        with self._names_lock:
            return self._names.copy()
