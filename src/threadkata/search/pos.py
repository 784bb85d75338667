"""Partial order sampling.

Yuan, Yang and Gu, "Partial order aware concurrency sampling", CAV 2018. Every pending operation has
a random priority, and the highest moves. When an operation has been done, those that conflict with
it draw a new one, so that each order of each two conflicting operations is about equally likely.
Of the samplers that know nothing of the program it has the best worst case on small ones.
"""

from __future__ import annotations

import random
from typing import final

from threadkata.model.operation import Operation, conflict
from threadkata.model.threads import Scheduler, VirtualThread


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
        self._random = random.Random(seed)

    def begin_run(self) -> bool:
        """See `Strategy`."""
        self._left -= 1
        self._priorities: dict[tuple[int, ...], tuple[Operation, float]] = {}
        return self._left >= 0

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        """See `Strategy`."""
        priorities = self._priorities
        best, highest = enabled[0], -1.0
        for thread in enabled:
            known = priorities.get(thread.path)
            if known is None or known[0] is not thread.pending:
                known = priorities[thread.path] = (thread.pending, self._random.random())
            if known[1] > highest:
                best, highest = thread, known[1]
        accesses = best.pending.accesses
        for thread in enabled:
            if thread is not best and conflict(accesses, thread.pending.accesses):
                del priorities[thread.path]
        return best

    def end_run(self, scheduler: Scheduler) -> None:
        """See `Strategy`."""
