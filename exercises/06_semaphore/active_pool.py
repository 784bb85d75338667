"""No more than so many at a time, and a list of who it is.

A program has a hundred files to fetch, and a thread for each. The server asks its visitors not to
open more than five connections at once. So before a thread begins to fetch, it waits until fewer
than five others are at it. And whoever looks at the program from outside wants to see the names of
those who are.

    pool = ActivePool(5)
    ...                              # in each thread:
    with pool.working():             # waits while five others are in such a block
        fetch(url)
    ...                              # on the status page:
    show(pool.active())              # ['fetch-3', 'fetch-7']
"""

from __future__ import annotations

from contextlib import AbstractContextManager


class ActivePool:
    """Lets at most `limit` threads work at the same time, and knows their names."""

    def __init__(self, limit: int) -> None:
        """A pool in which nobody works yet. Raises ValueError if `limit` is less than 1."""
        raise NotImplementedError

    def working(self) -> AbstractContextManager[None]:
        """A context manager: the thread that is in its block is one of those who work.

        Entering the block waits while `limit` threads are in such blocks of this pool, until one of
        them has left. As many as `limit` can be in there at the same time. Who of several waiting
        threads goes next is not promised.

        However the block ends, with an exception too, the thread has left it then, and an exception
        goes on its way unchanged. A thread that is in such a block enters no other one, and keeps
        its name.
        """
        raise NotImplementedError

    def active(self) -> list[str]:
        """The names (`Thread.name`) of the threads that are in a block at this moment.

        A new list, in any order, never with more than `limit` names in it. Threads that wait to
        enter are not in it. Two threads of the same name are in it twice. Never waits for anybody
        to leave a block.
        """
        raise NotImplementedError
