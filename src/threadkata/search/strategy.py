"""The interface of a strategy, as small as it can be."""

from __future__ import annotations

from typing import Protocol

from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VirtualThread


class Strategy(Protocol):
    """Decides, at each point of each run, which thread is to move.

    Attributes:
        name: what to call it in a verdict.
        exhausted: whether it knows that it has tried every interleaving that can matter.
    """

    name: str
    exhausted: bool

    def begin_run(self) -> bool:
        """Prepare for another run. False if there is none left that it wants."""

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread | None:
        """The thread that is to move.

        Arguments:
            enabled: the threads that can move, in the order of their paths; at least one. Each
                stands before its `pending` operation.
            current: the thread that moved last; it need not be enabled.

        Returns one of `enabled`, or None to give up this run.
        """

    def end_run(self, scheduler: Scheduler) -> None:
        """Learn what happened in the run that has just ended, from its scheduler."""


def keep_going(enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
    """The choice that needs no reason: the thread that moved last, or else the first."""
    return current if current in enabled else enabled[0]
