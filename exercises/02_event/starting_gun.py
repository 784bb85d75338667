"""A starting gun: many threads line up, and one signal lets all of them go.

Before a shop goes live, fifty test customers are to order in the same moment. Starting fifty
threads takes a while, and the first would be done before the last has begun. So each of them lines
up and waits, and a single signal lets all of them run.

    race = Race([partial(order, customer) for customer in customers])
    race.line_up()           # fifty threads have been started, and none has ordered yet
    shop.open()
    race.fire()              # now they order
    race.finish()            # returns when every one of them is done
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


class Race:
    """Runs every runner in a thread of its own, and none of them before `fire`.

    After the signal all of them may run at the same time. In which order they run is not promised,
    and neither is that they begin in the very same instant.

    A thread that has been started may take any time to come to the line. One that gets there after
    the signal has been given still runs: the signal is given once, and holds for ever.

    `line_up` and `finish` are called by one thread, in this order; `fire` by any thread, at any
    time. An exception in a runner ends that runner and concerns nobody else: it goes to
    `threading.excepthook`, as from any thread.
    """

    def __init__(self, runners: Sequence[Callable[[], object]]) -> None:
        """A race for `runners`, functions without arguments. Starts no thread yet."""
        raise NotImplementedError

    def line_up(self) -> None:
        """Start a thread for each runner, and return without waiting for any of them.

        Called once. If `fire` has been called before, the runners run at once.
        """
        raise NotImplementedError

    def fire(self) -> None:
        """Let all runners go, and return without waiting for them.

        A second call changes nothing.
        """
        raise NotImplementedError

    def finish(self, timeout: float | None = None) -> bool:
        """Wait until every runner has ended. True if they all have.

        Waits for `timeout` seconds at most, all runners taken together, and for as long as it
        takes if it is None. Returns False if one of them has not ended by then. It may be called
        again, and when all have ended it returns True every time. Without any runners there is
        nothing to wait for.
        """
        raise NotImplementedError
