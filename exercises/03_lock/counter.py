"""A counter that many threads share.

A ticket machine has several doors, and a thread for each. Every visitor who comes in gets the next
number, and the board outside shows how many have come so far. No number may be given out twice and
no visitor may be forgotten, however many of them come in at the same moment.

    visitors = Counter()
    ...                              # in each door's thread, for each visitor:
    number = visitors.increment()    # 1, 2, 3, ... each of them exactly once
    ...                              # on the board:
    print(visitors.value)
"""

from __future__ import annotations


class Counter:
    """An integer that any number of threads may increment and read at any time.

    Every counter stands for itself: whatever a thread is doing in one counter, it never keeps
    another thread waiting that uses a different one.
    """

    def __init__(self, start: int = 0) -> None:
        """A counter whose value is `start`."""
        raise NotImplementedError

    def increment(self, by: int = 1) -> int:
        """Add `by`, which may be negative, and return the value that this very call has made.

        The whole of `by` is added in one step: other threads see the value before it or the value
        after it, nothing in between. No increment is ever lost.

        Raises TypeError if `by` is not a number. The counter then keeps the value it had, and
        every thread can go on using it.
        """
        raise NotImplementedError

    @property
    def value(self) -> int:
        """The value at this moment. It can be read, and changed by `increment` only."""
        raise NotImplementedError
