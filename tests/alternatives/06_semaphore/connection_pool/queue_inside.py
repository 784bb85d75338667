"""The free ones lie in a queue, which knows how to wait; a lock for what is lent out."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class _Loan(Generic[T]):
    def __init__(self, pool: ConnectionPool[T]) -> None:
        self._pool = pool
        self._connections: list[T] = []

    def __enter__(self) -> T:
        self._connections.append(self._pool.acquire())
        return self._connections[-1]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._pool.release(self._connections.pop())


class ConnectionPool(Generic[T]):
    def __init__(self, connections: Iterable[T]) -> None:
        self._free: queue.Queue[T] = queue.Queue()
        self._lent: dict[int, T] = {}
        self._guard = threading.Lock()
        for connection in connections:
            self._free.put(connection)
        if self._free.empty():
            raise ValueError("no connections")

    def acquire(self, timeout: float | None = None) -> T:
        try:
            connection = self._free.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError("none is free") from None
        with self._guard:
            self._lent[id(connection)] = connection
        return connection

    def release(self, connection: T) -> None:
        with self._guard:
            if self._lent.pop(id(connection), None) is None:
                raise ValueError("not lent out")
        self._free.put(connection)

    def connection(self) -> _Loan[T]:
        return _Loan(self)
