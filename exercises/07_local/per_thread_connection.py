"""A connection for each thread, and all of them closed in the end.

A program talks to a database from many threads, but a connection may be used by one thread only. To
open one for every query takes too long. So each thread opens its own when it first needs one and
keeps it. And when the program ends, somebody has to close them all, the ones of threads that have
long ended as well.

    connections = Connections(lambda: sqlite3.connect("shop.db"))
    ...                                  # in any thread, as often as one likes:
    connections.get().execute(query)
    ...                                  # in the end, in one thread:
    connections.close_all()
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class _Closable(Protocol):
    """What a connection must have."""

    def close(self) -> None:
        """Close the connection. Called once for each, and does not raise."""


C = TypeVar("C", bound=_Closable)


class Connections(Generic[C]):
    """Makes connections, one for each thread that asks, and remembers them all.

    Any number of threads may call `get` and `close_all` at any time. No connection that has been
    made is ever forgotten, and none is closed twice.
    """

    def __init__(self, connect: Callable[[], C]) -> None:
        """Connections that are made by calling `connect()`. Makes none yet."""
        raise NotImplementedError

    def get(self) -> C:
        """The connection of the current thread.

        When a thread asks for the first time, and when it asks for the first time since
        `close_all` was called, a new connection is made in this thread. After that the thread gets
        the same one every time, and no other thread ever gets it.

        `connect` may take long: several threads can be in it at the same time, and meanwhile other
        threads can use `get` and `close_all`. What it raises is raised here; nothing is kept of
        that, and the next call tries again.
        """
        raise NotImplementedError

    def close_all(self) -> None:
        """Close every open connection, of every thread, by calling its `close()`.

        When it returns, all connections are closed that `get` had returned before `close_all` was
        called, also those of threads that have ended; of several calls at the same time, when all
        of them have returned. After it has returned, `get` gives nobody a connection that it has
        closed.

        A connection that is being made at this moment may stay open. The next `close_all` closes
        it.
        """
        raise NotImplementedError
