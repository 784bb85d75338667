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
from typing import TypeAlias, final

from threadkata.model.operation import Operation
from threadkata.model.threads import Scheduler, VirtualThread

Path: TypeAlias = tuple[int, ...]
Variable: TypeAlias = tuple[str, str]


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
        self._random = random.Random(seed)
        self._counts: dict[Variable, Counter[Path]] = {}

    def begin_run(self) -> bool:
        """See `Strategy`."""
        self._left -= 1
        shared = [variable for variable, counts in self._counts.items() if len(counts) > 1]
        self._interesting = self._random.choice(shared) if shared else None
        self._ahead = Counter(self._counts[self._interesting]) if self._interesting else Counter()
        self._born: set[Path] = set()
        self._next: Path | None = None
        return self._left >= 0

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        """See `Strategy`."""
        self._admit(enabled)
        if len(enabled) == 1:
            chosen = enabled[0]
        else:
            if self._next is None:
                self._next = self._draw(self._born)
            free = [t for t in enabled if t.path == self._next or not self._interests(t)]
            if not free:
                # Whoever was to be next cannot move, or has no such operation after all.
                self._next = self._draw({thread.path for thread in enabled})
                free = [thread for thread in enabled if thread.path == self._next] or enabled
            chosen = self._random.choice(free)
        if self._interests(chosen):
            self._ahead[chosen.path] -= 1
            self._next = None
        return chosen

    def _interests(self, thread: VirtualThread) -> bool:
        return _variable(thread.pending) == self._interesting

    def _admit(self, enabled: list[VirtualThread]) -> None:
        for thread in enabled:
            path = thread.path
            if path not in self._born:
                creator = self._creator(path)
                self._born.add(path)
                if self._next is not None and creator == self._next:
                    self._next = self._draw({path, self._next})

    def _creator(self, path: Path) -> Path | None:
        """The nearest thread alive of those that a thread descends from; itself if it lives."""
        while path and path not in self._born:
            path = path[:-1]
        return path or None

    def _draw(self, paths: set[Path]) -> Path | None:
        """One of these threads, by the number of its operations ahead and of its children's."""
        weights = dict.fromkeys(sorted(paths), 0)
        for path, count in self._ahead.items():
            owner = self._creator(path)
            if owner in weights and count > 0:
                weights[owner] += count
        if not any(weights.values()):
            return self._random.choice(list(weights))
        return self._random.choices(list(weights), list(weights.values()))[0]

    def end_run(self, scheduler: Scheduler) -> None:
        """See `Strategy`."""
        self._counts = {}
        written: set[Variable] = set()
        for thread, operation in scheduler.steps:
            variable = _variable(operation)
            self._counts.setdefault(variable, Counter())[thread.path] += 1
            if any(write for _, _, write in operation.accesses):
                written.add(variable)
        self._counts = {v: counts for v, counts in self._counts.items() if v in written}


def _variable(operation: Operation) -> Variable:
    name = operation.name if operation.kind in ("read", "write") else ""
    return type(operation.subject).__name__, name
