"""A pool of connections, by a condition. Whoever is woken takes it that one is free."""

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
            raise ValueError("a pool without connections")
        self._lent: list[T] = []
        self._freed = threading.Condition()

    def acquire(self, timeout: float | None = None) -> T:
        with self._freed:
            if not self._free and not self._freed.wait(timeout):
                raise TimeoutError
            connection = self._free.pop()
            self._lent.append(connection)
            return connection

    def release(self, connection: T) -> None:
        with self._freed:
            found = [index for index, lent in enumerate(self._lent) if lent is connection]
            if not found:
                raise ValueError("this connection is not lent out by this pool")
            del self._lent[found[0]]
            self._free.append(connection)
            self._freed.notify()

    @contextmanager
    def connection(self) -> Iterator[T]:
        connection = self.acquire()
        try:
            yield connection
        finally:
            self.release(connection)
