"""Each connection has a lock, which is held while it is lent out; a semaphore says that one is not.

A lock may be released by another thread than the one that took it, and not if nobody holds it.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class ConnectionPool(Generic[T]):
    def __init__(self, connections: Iterable[T]) -> None:
        self._places = [(threading.Lock(), connection) for connection in connections]
        if not self._places:
            raise ValueError("no connections")
        self._some_are_free = threading.Semaphore(len(self._places))

    def acquire(self, timeout: float | None = None) -> T:
        if not self._some_are_free.acquire(timeout=timeout):
            raise TimeoutError(timeout)
        while True:
            # One of them is free for whoever has a permit, though perhaps behind the first look.
            for lock, connection in self._places:
                if lock.acquire(blocking=False):
                    return connection

    def release(self, connection: T) -> None:
        for lock, other in self._places:
            if other is connection:
                try:
                    lock.release()
                except RuntimeError:
                    raise ValueError("it is free") from None
                self._some_are_free.release()
                return
        raise ValueError("a stranger")

    @contextmanager
    def connection(self) -> Generator[T]:
        connection = self.acquire()
        try:
            yield connection
        finally:
            self.release(connection)
