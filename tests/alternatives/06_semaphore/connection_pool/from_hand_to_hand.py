"""Who gives one back puts it into the hands of the first that waits; nobody looks for it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class ConnectionPool(Generic[T]):
    def __init__(self, connections: Iterable[T]) -> None:
        self._free = deque(connections)
        if len(self._free) == 0:
            raise ValueError("nothing to lend out")
        self._lent: dict[int, T] = {}
        self._waiting: deque[tuple[threading.Event, list[T]]] = deque()
        self._lock = threading.Lock()

    def acquire(self, timeout: float | None = None) -> T:
        with self._lock:
            if self._free:
                return self._lend(self._free.popleft())
            hand: list[T] = []
            me = (threading.Event(), hand)
            self._waiting.append(me)
        me[0].wait(timeout)
        with self._lock:
            if not hand:  # else it came, if only at the last moment
                self._waiting.remove(me)
                raise TimeoutError(timeout)
            return hand.pop()

    def _lend(self, connection: T) -> T:
        self._lent[id(connection)] = connection
        return connection

    def release(self, connection: T) -> None:
        with self._lock:
            if id(connection) not in self._lent:
                raise ValueError(connection)
            del self._lent[id(connection)]
            if self._waiting:
                event, hand = self._waiting.popleft()
                hand.append(self._lend(connection))
                event.set()
            else:
                self._free.append(connection)

    @contextmanager
    def connection(self) -> Generator[T]:
        connection = self.acquire()
        try:
            yield connection
        finally:
            self.release(connection)
