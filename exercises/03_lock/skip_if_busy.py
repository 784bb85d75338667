"""Do it, unless somebody is doing it already.

A page shows the weather. When a visitor presses the button, the page fetches the latest figures,
which takes a few seconds. Impatient visitors press again, and others press as well. Nobody needs
ten downloads of the same figures: while one is on its way, a further press does nothing.

    refresher = Refresher(download_figures)
    ...                              # in each visitor's thread:
    if refresher.refresh():
        say("these are the latest figures")
    else:
        say("they are on their way")
"""

from __future__ import annotations

from collections.abc import Callable


class Refresher:
    """Runs one piece of work, never twice at the same time.

    Every refresher stands for itself: one that is busy keeps no other one from working.
    """

    def __init__(self, work: Callable[[], object]) -> None:
        """A refresher for `work`, which takes no arguments and may take its time."""
        raise NotImplementedError

    def refresh(self) -> bool:
        """Run `work()` in this thread, unless it is being run already.

        If another call of `refresh` on this refresher is running `work` at that moment, returns
        False at once: it waits neither for that call nor for anything else. The same goes for a
        call that `work` itself makes. Any number of calls may come while `work` is running; all of
        them get False, and none of them changes anything.

        Otherwise runs `work()` and returns True when it has ended; what it returned does not
        matter. If `work` raises, whatever it is, that exception is raised here.

        As soon as a call that ran `work` has returned or raised, the refresher is as good as new:
        the next call runs `work` again. Calls that get False are not made up for later.
        """
        raise NotImplementedError
