"""Few preemptions first.

Musuvathi and Qadeer, "Iterative context bounding for systematic testing of multithreaded programs",
PLDI 2007. A preemption takes the turn from a thread that could have gone on. Nearly every bug in a
small program shows with two of them at the most, and such a schedule is easy to read.

Departures from the paper: a run is described by how it deviates from the default (keep going, else
the first thread), and each deviation is taken up once, so that no run is repeated from one bound to
the next. A preemption is tried only before an operation on a place that two threads touch and one
of them writes, as far as the run at hand shows. The search is therefore not a proof, and never
claims to be one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Sequence
from typing import TypeAlias, final

from threadkata.model.scheduler import Scheduler, Step
from threadkata.model.threads import VirtualThread
from threadkata.search.strategy import keep_going

Deviation: TypeAlias = tuple[int, tuple[int, ...]]
"""(number of the decision in the run, path of the thread that gets the turn)."""


@final
class Bounded:
    """All schedules with no preemption, then with one, then with two, ...

    Arguments:
        preemptions: the largest number of preemptions to try.
    """

    name = "few preemptions first"
    exhausted = False

    def __init__(self, preemptions: int = 2) -> None:
        self._waiting: list[deque[tuple[Deviation, ...]]] = [
            deque() for _ in range(preemptions + 1)
        ]
        self._waiting[0].append(())
        self._cost = 0

    def begin_run(self) -> bool:
        """See `Strategy`."""
        for cost, waiting in enumerate(self._waiting):
            if waiting:
                self._cost = cost
                self._deviations = waiting.popleft()
                self._ahead = dict(self._deviations)
                self._last = self._deviations[-1][0] if self._deviations else -1
                self._decisions = 0
                # (decision, threads passed over, whether passing over costs a preemption, step)
                self._passed: list[tuple[int, list[tuple[int, ...]], bool, int]] = []
                self._steps = 0
                return True
        return False

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        """See `Strategy`."""
        step = self._steps
        self._steps += 1
        if len(enabled) == 1:
            return enabled[0]
        decision = self._decisions
        self._decisions += 1
        chosen = keep_going(enabled, current)
        path = self._ahead.get(decision)
        if path is not None:
            for thread in enabled:
                if thread.path == path:
                    return thread
        elif decision > self._last:
            others = [thread.path for thread in enabled if thread is not chosen]
            self._passed.append((decision, others, chosen is current, step))
        return chosen

    def end_run(self, scheduler: Scheduler) -> None:
        """See `Strategy`."""
        steps = scheduler.steps
        contended = _contended(steps)
        for decision, others, preempts, step in self._passed:
            cost = self._cost + preempts
            if cost >= len(self._waiting) or step >= len(steps):
                continue
            if preempts and not any(base in contended for base, _, _ in steps[step][1].accesses):
                continue
            for path in others:
                self._waiting[cost].append((*self._deviations, (decision, path)))


def _contended(steps: Sequence[Step]) -> set[Hashable]:
    """Objects that two threads touched, one of them writing."""
    first: dict[Hashable, VirtualThread] = {}
    written: set[Hashable] = set()
    shared: set[Hashable] = set()
    for thread, operation in steps:
        for base, _, write in operation.accesses:
            if first.setdefault(base, thread) is not thread:
                shared.add(base)
            if write:
                written.add(base)
    return shared & written
