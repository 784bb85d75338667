"""Seats for groups: all of a group get one, or nobody does yet.

A ferry has forty seats. A group books for all its members together, and if there is not enough room
it waits for others to leave. It does not sit down by and by: two groups of thirty that have twenty
seats each would wait for ever, each for seats that the other one holds.

    ferry = Seats(40)
    ...                                  # in each group's thread:
    if ferry.book(30, timeout=600):      # waits up to ten minutes for thirty seats at once
        try:
            cross_over()
        finally:
            ferry.free(30)

A semaphore counts just such things, but its `acquire()` takes one permit at a time. You may use
semaphores or anything else of `threading`, by the methods and attributes they have in its
documentation. Their private attributes, such as `_value`, are not for you to read.
"""

from __future__ import annotations


class Seats:
    """A number of seats that are booked and freed several at a time. Any number of threads may."""

    def __init__(self, total: int) -> None:
        """All of `total` seats are free. Raises ValueError if `total` is negative."""
        raise NotImplementedError

    def book(self, n: int, timeout: float | None = None) -> bool:
        """Take `n` seats, all of them together. True if that is done.

        Blocks while fewer than `n` are free, until enough have been freed. If that has not happened
        within `timeout` seconds it gives up: it returns False, and all is as if it had never been
        called. `None` is no limit, and with 0 it never waits. To book 0 seats is always possible.

        However many groups wait, and however many seats each wants: as soon as seats are freed,
        groups for which there are enough go on, until there are not enough for the next. Which goes
        first is not promised, and a small group may have to wait behind a large one.

        Raises ValueError if `n` is negative or more than `total`.
        """
        raise NotImplementedError

    def free(self, n: int) -> None:
        """Give `n` seats back, in whatever thread. Never waits for seats.

        Raises ValueError if `n` is negative, or more than are taken at this moment. Then nothing
        has changed.
        """
        raise NotImplementedError
