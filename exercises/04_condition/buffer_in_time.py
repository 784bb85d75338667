"""A buffer with a limit, for threads that do not have for ever.

A web server puts the requests that come in into a buffer, and a few threads take them out and
answer. When they cannot keep up, a visitor should not stare at an empty page for a minute: after
two seconds without a free place the server says that it is busy. And a thread that has had nothing
to do for half a minute should end.

    requests = TimedBuffer(100)
    ...                                      # in the thread that listens:
    try:
        requests.put(request, timeout=2)
    except queue.Full:
        refuse(request)                      # it is not in the buffer, and never will be
    ...                                      # in each thread that answers:
    try:
        while True:
            answer(requests.get(timeout=30))
    except queue.Empty:
        return

The exceptions are those of the `queue` module: `queue.Full` and `queue.Empty`.
"""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class TimedBuffer(Generic[T]):
    """Holds at most `capacity` items, first in, first out. Any number of threads may put and get.

    Every item that a `put` has taken in, which is one that did not raise, is given to exactly one
    `get`, and is there for the next `get` until then, whoever else has given up meanwhile.
    When several threads wait, it is not promised which of them goes first; but none waits while
    there is something for it to do.

    A `timeout` is a number of seconds, 0 or more. It is one limit for the whole call, however often
    the thread is woken and finds that another one has been quicker. None means no limit; 0 means
    not to wait for another thread's `put` or `get` at all.
    """

    def __init__(self, capacity: int) -> None:
        """An empty buffer. Raises ValueError if `capacity` is less than 1."""
        raise NotImplementedError

    def put(self, item: T, timeout: float | None = None) -> None:
        """Add `item`, which may be any object, None too. Returns once the item is in.

        Blocks while the buffer is full, until a `get` has made room, or for `timeout` seconds. If
        there is no room then, raises `queue.Full`, and the item is not added.
        """
        raise NotImplementedError

    def get(self, timeout: float | None = None) -> T:
        """Remove the item that has been in the buffer longest, and return it.

        Blocks while the buffer is empty, until a `put` has brought an item, or for `timeout`
        seconds. If there is no item then, raises `queue.Empty`.
        """
        raise NotImplementedError
