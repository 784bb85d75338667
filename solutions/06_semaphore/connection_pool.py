"""A few connections for many threads: a semaphore counts the free ones, a list says which."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class ConnectionPool(Generic[T]):
    """Lends out the connections it was given. Any number of threads may take and give back."""

    def __init__(self, connections: Iterable[T]) -> None:
        self._free = list(connections)
        if not self._free:
            raise ValueError("a pool without connections")
        self._lent: list[T] = []
        # Both lists change together: what is not in the one is in the other.
        self._lock = threading.Lock()
        # As many permits as there are free connections, or fewer for a moment: a permit is taken
        # before the connection and given back after it. So whoever has one finds one.
        #
        # Bounded, though the lists would show a connection too many before: a counter that can
        # only be wrong by a mistake in here should say so. It would not be enough by itself.
        # It counts permits, and does not know whose connection came back: it would not object to
        # a second release as long as another connection is lent out.
        self._permits = threading.BoundedSemaphore(len(self._free))

    def acquire(self, timeout: float | None = None) -> T:
        # acquire() with a timeout does not raise, it returns False; to go on then means to take
        # a connection without a permit.
        if not self._permits.acquire(timeout=timeout):
            raise TimeoutError(f"no connection was free within {timeout} seconds")
        with self._lock:
            connection = self._free.pop()
            self._lent.append(connection)
        return connection

    def release(self, connection: T) -> None:
        with self._lock:
            # Not `connection in self._lent`, and not list.remove: these ask for equality.
            found = [index for index, lent in enumerate(self._lent) if lent is connection]
            if not found:
                raise ValueError("this connection is not lent out by this pool")
            del self._lent[found[0]]
            self._free.append(connection)
        # Only now, when somebody who is let through will find it; and only if it was really one.
        self._permits.release()

    @contextmanager
    def connection(self) -> Iterator[T]:
        connection = self.acquire()
        try:
            yield connection
        finally:
            self.release(connection)
