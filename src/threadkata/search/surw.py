"""Selectively uniform random walk.

Zhao, Wolff, Mathur and Roychoudhury, "Selectively uniform concurrency testing", ASPLOS 2025. In
each run one variable is of interest. Whose operation on it comes next is drawn in proportion to how
many such operations each thread still has ahead of it, which makes every order of them equally
likely; a thread whose turn at it has not come waits before it. All else is drawn at random. A
thread that does not exist yet lends its weight to the one that creates it.

Departures from the paper: how many operations a thread has is what it had in the run before, and
there is no run in advance to count them; the first run is a plain random walk. A variable is known
by the type of its object and its name, for a number that an object gets differs from run to run.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import Final, TypeAlias, TypeVar, final

from threadkata.model.operation import Operation, writes
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VirtualThread

Path: TypeAlias = tuple[int, ...]
Variable: TypeAlias = tuple[str, str]
T = TypeVar("T")
#: Kinds of operation that are told apart by the name of what they touch.
_ACCESSES: Final = ("read", "write")


@final
class SelectivelyUniform:
    """Samples schedules, from a fixed seed.

    Arguments:
        runs: how many to sample.
        seed: where the random numbers start.
    """

    name = "selectively uniform random walk"
    exhausted = False

    def __init__(self, runs: int, seed: int = 1) -> None:
        self._left = runs
        self._dice = random.Random(seed).random
        # For each variable that threads share, how many operations on it each had in the last run.
        self._counts: dict[Variable, dict[Path, int]] = {}

    def begin_run(self) -> bool:
        """See `Strategy`."""
        self._left -= 1
        shared = [variable for variable, counts in self._counts.items() if len(counts) > 1]
        self._type, self._name = self._one_of(shared) if shared else ("", "")
        # How many operations on the variable of interest each thread will have in all.
        self._ahead = self._counts.get((self._type, self._name), {})
        # What each thread that is born weighs: its operations ahead, and its unborn children's.
        self._weights: dict[VirtualThread, int] = {}
        self._total = 0
        # Whether the next operation of each of them is on the variable of interest.
        self._interesting: dict[VirtualThread, bool] = {}
        self._known: dict[Operation, bool] = {}
        self._next: VirtualThread | None = None
        return self._left >= 0

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        """See `Strategy`."""
        interesting, weights = self._interesting, self._weights
        if current in interesting:
            # What comes next can be another operation only for whoever has moved.
            operation = current.pending
            known = self._known.get(operation)
            interesting[current] = self._interests(operation) if known is None else known
        for thread in enabled:
            if thread not in interesting:
                self._admit(thread)
        if len(enabled) == 1:
            chosen = enabled[0]
        else:
            following = self._next
            if following is None:
                # As `_draw` does: this is done at nearly every point, and a call takes as long.
                left = self._dice() * self._total
                for following, weight in weights.items():  # noqa: B007
                    left -= weight
                    if left < 0:
                        break
                else:
                    following = self._one_of(list(weights))
                self._next = following
            free = [t for t in enabled if t is following or not interesting[t]]
            if not free:
                # Whoever was to be next cannot move, or has no such operation after all.
                following = self._next = self._draw(enabled)
                free = [following]
            chosen = free[int(self._dice() * len(free))] if len(free) > 1 else free[0]
        if interesting[chosen]:
            if weights[chosen]:
                weights[chosen] -= 1
                self._total -= 1
            self._next = None
        return chosen

    def _interests(self, operation: Operation) -> bool:
        name = operation.name if operation.kind in _ACCESSES else ""
        known = name == self._name and type(operation.subject).__name__ == self._type
        self._known[operation] = known
        return known

    def _admit(self, thread: VirtualThread) -> None:
        """Let a thread that is seen first have its own weight, which its creator bore so far."""
        path = thread.path
        weight = sum(count for p, count in self._ahead.items() if p[: len(path)] == path)
        creator = thread.creator
        while creator is not None and creator not in self._weights:
            creator = creator.creator
        self._weights[thread] = weight
        if creator is not None:
            # It has nothing to do but wait, as a rule, so it is put where it is come to last.
            self._weights[creator] = max(self._weights.pop(creator) - weight, 0)
        self._interesting[thread] = self._interests(thread.pending)
        self._total = sum(self._weights.values())
        if creator is not None and creator is self._next:
            self._next = self._draw([creator, thread])

    def _draw(self, threads: Sequence[VirtualThread]) -> VirtualThread:
        """One of these threads, by what it weighs."""
        weights = self._weights
        left = self._dice() * sum(map(weights.__getitem__, threads))
        for thread in threads:
            left -= weights[thread]
            if left < 0:
                return thread
        return self._one_of(threads)

    def _one_of(self, values: Sequence[T]) -> T:
        return values[int(self._dice() * len(values))]

    def end_run(self, scheduler: Scheduler) -> None:
        """See `Strategy`."""
        counts: dict[Variable, dict[Path, int]] = {}
        written: set[Variable] = set()
        # Threads do the same operation again and again, so most are counted at once.
        for (thread, operation), times in Counter(scheduler.steps).items():
            variable = _variable(operation)
            of_threads = counts.setdefault(variable, {})
            of_threads[thread.path] = of_threads.get(thread.path, 0) + times
            if writes(operation.accesses):
                written.add(variable)
        self._counts = {v: of_threads for v, of_threads in counts.items() if v in written}


def _variable(operation: Operation) -> Variable:
    name = operation.name if operation.kind in _ACCESSES else ""
    return type(operation.subject).__name__, name
