"""Partial order sampling.

Yuan, Yang and Gu, "Partial order aware concurrency sampling", CAV 2018. Every pending operation has
a random priority, and the highest moves. When an operation has been done, those that conflict with
it draw a new one, so that each order of each two conflicting operations is about equally likely.
Of the samplers that know nothing of the program it has the best worst case on small ones.
"""

from __future__ import annotations

import random
from typing import final

from threadkata.model.operation import conflict
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import NO_PRIORITY, VirtualThread


@final
class PartialOrderSampling:
    """Samples schedules, from a fixed seed.

    Arguments:
        runs: how many to sample.
        seed: where the random numbers start.
    """

    name = "partial order sampling"
    exhausted = False

    def __init__(self, runs: int, seed: int = 1) -> None:
        self._left = runs
        self._draw = random.Random(seed).random

    def begin_run(self) -> bool:
        """See `Strategy`."""
        self._left -= 1
        return self._left >= 0

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        """See `Strategy`."""
        best, highest = current, NO_PRIORITY
        for thread in enabled:
            # That of the operation it stands before, drawn when it is first seen there.
            priority = thread.priority
            if priority == NO_PRIORITY:
                priority = thread.priority = self._draw()
            if priority > highest:
                best, highest = thread, priority
        best.priority = NO_PRIORITY
        accesses = best.pending.accesses
        for thread in enabled:
            if thread is not best and conflict(accesses, thread.pending.accesses):
                thread.priority = NO_PRIORITY
        return best

    def end_run(self, scheduler: Scheduler) -> None:
        """See `Strategy`."""
