"""Three steps in three threads, and they happen in order.

A program starts up. One thread reads the settings, a second opens the log as the settings say, and
a third says in the log that all is well. Each belongs to another part of the program, and nobody
knows which thread gets there first. Still the settings come first, then the log, then the entry.

    start_up = InOrder()
    ...                                  # in three threads:
    start_up.first(read_settings)
    start_up.second(open_log)            # waits until read_settings has returned
    start_up.third(say_hello)            # waits until open_log has returned
"""

from __future__ import annotations

from collections.abc import Callable


class InOrder:
    """Lets three functions run one after the other, whichever thread comes first.

    Each of the three methods is called once. They may be called in any order, in three threads or
    in fewer, as long as nobody waits for something that the same thread would do only later.
    """

    def __init__(self) -> None:
        """Nothing has run yet."""
        raise NotImplementedError

    def first(self, f: Callable[[], None]) -> None:
        """Call `f()` in this thread. Waits for nobody.

        If `f` raises an exception, it is raised here; the first step is done all the same, and the
        second goes on.
        """
        raise NotImplementedError

    def second(self, f: Callable[[], None]) -> None:
        """Wait until the function of `first` has ended, then call `f()` in this thread.

        Does not wait for `third`. If `f` raises an exception, it is raised here; the second step is
        done all the same, and the third goes on.
        """
        raise NotImplementedError

    def third(self, f: Callable[[], None]) -> None:
        """Wait until the function of `second` has ended, then call `f()` in this thread.

        If `f` raises an exception, it is raised here.
        """
        raise NotImplementedError
