"""Probabilistic concurrency testing.

Burckhardt, Kothari, Musuvathi and Nagarakatte, "A randomized scheduler with probabilistic
guarantees of finding bugs", ASPLOS 2010. Each thread has a random priority, and the highest that
can move does. At d - 1 random points of the run the thread whose turn it is falls below all others.
A bug of depth d, one that shows whenever d operations come in a certain order, is found in a run
with a probability of at least 1 / (n * k ** (d - 1)), for n threads and k points.

Departures from the paper: only points count at which more than one thread could move, for a fall
anywhere else changes nothing; and k is the largest number of them in a run so far, so that the
first run has no such point.
"""

from __future__ import annotations

import random
from typing import final

from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import NO_PRIORITY, VirtualThread


@final
class ProbabilisticConcurrencyTesting:
    """Samples schedules, from a fixed seed.

    Arguments:
        runs: how many to sample.
        seed: where the random numbers start.
        depth: of how many operations the order is to matter, from 1.
    """

    name = "probabilistic concurrency testing"
    exhausted = False

    def __init__(self, runs: int, seed: int = 1, depth: int = 3) -> None:
        self._left = runs
        self._random = random.Random(seed)
        self._falls = depth - 1
        self._most_points = 1

    def begin_run(self) -> bool:
        """See `Strategy`."""
        self._left -= 1
        self._points = 0
        # At the first point a fall is the same as having begun with a low priority.
        places = range(1, self._most_points)
        falls = self._random.sample(places, min(self._falls, len(places)))
        # As in the paper, they come in any order: a later fall need not be the deeper one.
        self._falls_at = {point: -1.0 - depth for depth, point in enumerate(falls)}
        return self._left >= 0

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        """See `Strategy`."""
        for thread in enabled:
            # Drawn from [0, 1) when a thread is first seen; below zero for one that has fallen.
            if thread.priority == NO_PRIORITY:
                thread.priority = self._random.random()
        if len(enabled) == 1:
            return enabled[0]
        highest = _highest(enabled)
        fall = self._falls_at.get(self._points)
        self._points += 1
        if fall is not None:
            highest.priority = fall
            highest = _highest(enabled)
        return highest

    def end_run(self, scheduler: Scheduler) -> None:
        """See `Strategy`."""
        self._most_points = max(self._most_points, self._points)


def _highest(enabled: list[VirtualThread]) -> VirtualThread:
    best = enabled[0]
    for thread in enabled:
        if thread.priority > best.priority:
            best = thread
    return best
