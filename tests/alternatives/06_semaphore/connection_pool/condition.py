"""A condition and a list of free connections; all there ever were are known by their id()."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class ConnectionPool(Generic[T]):
    def __init__(self, connections: Iterable[T]) -> None:
        self._all = {id(connection): connection for connection in connections}
        if len(self._all) == 0:
            raise ValueError("no connections")
        self._free = set(self._all)
        self._condition = threading.Condition()

    def acquire(self, timeout: float | None = None) -> T:
        with self._condition:
            if not self._condition.wait_for(lambda: self._free, timeout):
                raise TimeoutError
            return self._all[self._free.pop()]

    def release(self, connection: T) -> None:
        number = id(connection)
        with self._condition:
            if number not in self._all or number in self._free:
                raise ValueError(connection)
            self._free.add(number)
            self._condition.notify()

    @contextmanager
    def connection(self) -> Generator[T]:
        connection = self.acquire()
        try:
            yield connection
        finally:
            self.release(connection)
