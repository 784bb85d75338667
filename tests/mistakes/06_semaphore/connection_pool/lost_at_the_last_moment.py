"""A few connections for many threads: who waits has a place, and is handed one there."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Place(Generic[T]):
    """Where somebody waits."""

    def __init__(self) -> None:
        self.served = threading.Event()
        self.connections: list[T] = []


class ConnectionPool(Generic[T]):
    def __init__(self, connections: Iterable[T]) -> None:
        self._free = list(connections)
        if not self._free:
            raise ValueError("a pool without connections")
        self._lent: list[T] = []
        self._waiting: deque[Place[T]] = deque()
        self._lock = threading.Lock()

    def acquire(self, timeout: float | None = None) -> T:
        with self._lock:
            if self._free:
                connection = self._free.pop()
                self._lent.append(connection)
                return connection
            place: Place[T] = Place()
            self._waiting.append(place)
        if not place.served.wait(timeout):
            with self._lock:
                if place in self._waiting:
                    self._waiting.remove(place)
            raise TimeoutError
        return place.connections[0]

    def release(self, connection: T) -> None:
        with self._lock:
            found = [index for index, lent in enumerate(self._lent) if lent is connection]
            if not found:
                raise ValueError("this connection is not lent out by this pool")
            if self._waiting:
                place = self._waiting.popleft()
                place.connections.append(connection)
                place.served.set()
            else:
                del self._lent[found[0]]
                self._free.append(connection)

    @contextmanager
    def connection(self) -> Iterator[T]:
        connection = self.acquire()
        try:
            yield connection
        finally:
            self.release(connection)
