"""A connection for each thread: a local for finding one's own, a list for closing all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class _Closable(Protocol):
    """What a connection must have."""

    def close(self) -> None: ...


C = TypeVar("C", bound=_Closable)


class Connections(Generic[C]):
    """Makes connections, one for each thread that asks, and remembers them all."""

    def __init__(self, connect: Callable[[], C]) -> None:
        self._connect = connect
        # What a thread keeps in a local is out of everybody else's reach, which is the point of it,
        # and there is no way to go through the values of all threads. Hence the list.
        self._own = threading.local()
        self._lock = threading.Lock()
        self._open: list[C] = []
        # How often all connections have been closed. No thread can take a connection out of another
        # thread's local; but each can see that its own is of an earlier time.
        self._generation = 0

    def get(self) -> C:
        own = self._own
        if getattr(own, "generation", None) != self._generation:
            # Not under the lock: it may take long, and is nobody else's business.
            connection = self._connect()
            with self._lock:
                self._open.append(connection)
                # The generation of the list that it is in, which may be a later one than that of
                # the comparison above: then it is the next close_all that closes it.
                own.generation = self._generation
            own.connection = connection
        return own.connection

    def close_all(self) -> None:
        # The list changes hands in one step. So each connection is in one caller's list only, and
        # one that is added later is in the new list, not lost with the old one.
        with self._lock:
            connections, self._open = self._open, []
            self._generation += 1
        for connection in connections:
            connection.close()
