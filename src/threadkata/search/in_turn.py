"""Several strategies, a run of each in turn.

No sampler is the best one for every program. Taking turns, each needs at most as many times the
runs it needs alone as there are of them.
"""

from __future__ import annotations

from itertools import cycle
from typing import final

from threadkata.model.threads import Scheduler, VirtualThread
from threadkata.search.strategy import Strategy


@final
class InTurn:
    """Makes each run under the next of some strategies.

    Arguments:
        strategies: these; there are no further runs when one of them has none left.

    Attributes:
        name: that of the strategy whose turn it is.
    """

    exhausted = False

    def __init__(self, *strategies: Strategy) -> None:
        self._strategies = cycle(strategies)
        self._current = strategies[0]
        self.name = self._current.name

    def begin_run(self) -> bool:
        """See `Strategy`."""
        self._current = next(self._strategies)
        self.name = self._current.name
        return self._current.begin_run()

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread | None:
        """See `Strategy`."""
        return self._current.choose(enabled, current)

    def end_run(self, scheduler: Scheduler) -> None:
        """See `Strategy`."""
        self._current.end_run(scheduler)
