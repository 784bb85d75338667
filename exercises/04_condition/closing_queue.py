"""A queue that can be closed, so that those who work from it know when to stop.

A program makes small pictures of large ones. One thread finds the files and puts their names into
a queue; a few threads take names out and do the work. When the last file has been found, the
finder closes the queue. The workers finish what is still in there, and each of them ends: no name
is left over, and nobody waits for a name that never comes.

    names = ClosingQueue()
    ...                              # in the thread that finds files:
    for name in folder:
        names.put(name)
    names.close()
    ...                              # in each thread that works:
    for name in names:
        make_small(name)             # the loop ends when the queue is closed and empty
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Closed(Exception):
    """The queue has been closed: `put` is not possible any more, or nothing is left to `get`."""


class ClosingQueue(Generic[T]):
    """First in, first out, without a limit on the number of items, until it is closed.

    Any number of threads may put, get, iterate and close. Every item that a `put` has taken in is
    given to exactly one `get` or one round of one loop, also if the queue is closed meanwhile. When
    several threads wait, it is not promised which of them gets an item; but none waits while there
    is an item for it, or once the queue is closed.
    """

    def __init__(self) -> None:
        """A queue that is empty and open."""
        raise NotImplementedError

    def put(self, item: T) -> None:
        """Add `item`, which may be any object, None too. Never waits for a `get`.

        Raises `Closed` if the queue has been closed, and the item is not added.
        """
        raise NotImplementedError

    def get(self) -> T:
        """Remove the item that has been in the queue longest, and return it.

        Blocks while the queue is empty and open. Raises `Closed` if it is empty and closed, whether
        it was closed before this call or while it was waiting.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Take no more items. Those that are in can still be taken out.

        Everybody who waits for an item, and finds none left, stops waiting. Closing a queue that is
        closed changes nothing.
        """
        raise NotImplementedError

    def __iter__(self) -> Iterator[T]:
        """An iterator that takes the items out, one each time it is asked, as `get` does.

        It blocks as `get` does; when the queue is empty and closed, it ends. Several threads may
        loop over the queue at the same time, each with an iterator of its own, and share the items.
        While the body of a loop runs, other threads, and the body itself, can use the queue.
        """
        raise NotImplementedError
