"""A few connections that many threads share, each in one hand at a time.

A web server has forty threads and four connections to its database. To open one takes long, so the
four stay open and are lent out: a thread takes one, asks its question, and gives it back. If all
four are lent out it waits, but not for ever: better to tell the visitor that the server is busy.

    pool = ConnectionPool([connect() for _ in range(4)])
    ...                                      # in each thread:
    with pool.connection() as connection:    # waits while none is free
        rows = connection.execute(question)
    ...                                      # or by hand:
    connection = pool.acquire(timeout=5)     # TimeoutError after five seconds
    try:
        rows = connection.execute(question)
    finally:
        pool.release(connection)
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Generic, TypeVar

T = TypeVar("T")


class ConnectionPool(Generic[T]):
    """Lends out the connections it was given. Any number of threads may take and give back.

    A connection may be any object, also one that cannot be hashed. Two are the same only if they
    are the same object (`is`): the pool does not care whether they are equal.
    """

    def __init__(self, connections: Iterable[T]) -> None:
        """A pool in which all `connections` are free. No object is in there twice.

        Raises ValueError if there are none.
        """
        raise NotImplementedError

    def acquire(self, timeout: float | None = None) -> T:
        """Take a free connection, no matter which. Nobody else gets it until it is given back.

        Blocks while none is free, until somebody gives one back. Raises TimeoutError if that has
        not happened within `timeout` seconds; `None` is no limit, and with 0 it never waits. Then
        nothing has changed. Which of several waiting threads is next is not promised.
        """
        raise NotImplementedError

    def release(self, connection: T) -> None:
        """Give a connection back, in whatever thread. Never waits for anybody.

        Raises ValueError if `connection` is none of this pool's, or is free already. Then nothing
        has changed.
        """
        raise NotImplementedError

    def connection(self) -> AbstractContextManager[T]:
        """A context manager that lends a connection to its block, and takes it back at the end.

        Entering the block waits while none is free, without limit. The connection is given back
        however the block ends. An exception of the block goes on its way unchanged.
        """
        raise NotImplementedError
