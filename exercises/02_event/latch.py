"""A latch: wait until a number of things have happened.

A server must not answer before its three loaders are ready: the one for the prices, the one for
the pictures, the one for the customers. Each of them counts the latch down once when it is ready,
and whoever wants to serve waits for the latch. Once open, it stays open.

    ready = CountDownLatch(3)
    ...                      # in each loader's thread, when it has loaded its part:
    ready.count_down()
    ...                      # in each thread that serves:
    ready.wait()             # returns when all three have
    serve()
"""

from __future__ import annotations


class CountDownLatch:
    """Opens, once and for all, when `count_down` has been called `count` times.

    Any number of threads may wait for it, count it down and read its count, at any time. Nobody
    has to know who counts, or who waits: a thread that counts down does not wait for anybody.
    """

    def __init__(self, count: int) -> None:
        """A latch that needs `count` calls. If that is 0, it is open from the start.

        Raises ValueError if `count` is negative.
        """
        raise NotImplementedError

    def count_down(self) -> None:
        """Count one event. The last one that was missing opens the latch.

        When the latch is open already, it does nothing.
        """
        raise NotImplementedError

    def wait(self, timeout: float | None = None) -> bool:
        """Block until the latch is open. True when it is.

        Waits for `timeout` seconds at most, or for as long as it takes if it is None. Returns
        False if the latch is not open by then. If it is open already, it returns True at once,
        whatever the timeout.
        """
        raise NotImplementedError

    @property
    def count(self) -> int:
        """How many events are still missing at this moment; never less than 0.

        It is 0 when the latch is open: a thread whose `wait` has returned True reads 0.
        """
        raise NotImplementedError
