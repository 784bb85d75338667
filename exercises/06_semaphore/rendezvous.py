"""Two threads that meet: neither goes on before the other has come.

One robot arm carries the bottle, the other the cap. Each has a thread. Whichever is there first
waits; when both are there, the one holds the bottle while the other screws on the cap. Then they
part, fetch the next bottle and the next cap, and meet again.

    table = Rendezvous()
    ...                              # in one thread, again and again:
    fetch_bottle()
    table.left(hold_bottle)          # waits until the other one has come to right()
    ...                              # in the other thread, again and again:
    fetch_cap()
    table.right(screw_on_cap)        # waits until the first one has come to left()
"""

from __future__ import annotations

from collections.abc import Callable


class Rendezvous:
    """A meeting place of two threads, which may be used again and again.

    One thread calls `left`, another one calls `right`, each as often as it likes. The first call of
    `left` meets the first call of `right`, the second the second, and so on.
    """

    def __init__(self) -> None:
        """A place where nobody is waiting."""
        raise NotImplementedError

    def left(self, f: Callable[[], None]) -> None:
        """Wait until the call of `right` that this one meets has begun, then call `f()`.

        The functions of both sides may run at the same time. It does not wait for the other side's
        function to end. If `f` raises an exception, it is raised here, and the other side does not
        notice; both may meet again.
        """
        raise NotImplementedError

    def right(self, f: Callable[[], None]) -> None:
        """Wait until the call of `left` that this one meets has begun, then call `f()`.

        In everything else like `left`.
        """
        raise NotImplementedError
