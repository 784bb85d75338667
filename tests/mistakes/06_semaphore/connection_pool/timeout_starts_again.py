"""A few connections for many threads, by a condition; the time limit is that of each wait()."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class ConnectionPool(Generic[T]):
    def __init__(self, connections: Iterable[T]) -> None:
        self._free = list(connections)
        if not self._free:
            raise ValueError("no connections")
        self._lent: dict[int, T] = {}
        self._changed = threading.Condition()

    def acquire(self, timeout: float | None = None) -> T:
        with self._changed:
            while not self._free:
                if not self._changed.wait(timeout):
                    raise TimeoutError
            connection = self._free.pop()
            self._lent[id(connection)] = connection
            return connection

    def release(self, connection: T) -> None:
        with self._changed:
            if id(connection) not in self._lent:
                raise ValueError("not lent out")
            del self._lent[id(connection)]
            self._free.append(connection)
            self._changed.notify_all()

    @contextmanager
    def connection(self) -> Iterator[T]:
        connection = self.acquire()
        try:
            yield connection
        finally:
            self.release(connection)
