"""Every interleaving of a program, with no reduction of any kind, to compare a search with.

A program is a source text with a function `main`. It logs with `note(value, ...)`, which is no
operation of the model: what it is given has to be plain (numbers, texts, tuples of them). With
`keep(object, ...)`, before it starts a thread, it says what shared objects are to be looked at when
the run is over.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from threadkata.model.ending import Ending
from threadkata.model.operation import conflict
from threadkata.model.program import Program
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VirtualThread
from threadkata.model.world import World
from threadkata.search.dpor import SourceDpor

Outcome: TypeAlias = tuple[Any, ...]
HappensBefore: TypeAlias = frozenset[tuple[Any, Any]]
Threads: TypeAlias = list[VirtualThread]

NAME = "generated_program"


class TooMany(Exception):
    """Raised where there are more interleavings than were asked for."""


@dataclass
class Result:
    """What a search found.

    Attributes:
        runs: how many runs it made, those that it gave up left aside.
        outcomes: what came of them.
        classes: the order of conflicting operations in each, if asked for.
        exhausted: whether it tried all that it wanted to.
    """

    runs: int = 0
    outcomes: set[Outcome] = field(default_factory=set)
    classes: list[HappensBefore] = field(default_factory=list)
    exhausted: bool = False


class Subject:
    """One program, to be run again and again.

    Attributes:
        hasty: whether time limits may run out at any moment.
        with_classes: whether to work out the order of conflicting operations of each run.
    """

    def __init__(self, source: str, *, hasty: bool = False, with_classes: bool = False) -> None:
        self.world = World()
        self.hasty = hasty
        self.with_classes = with_classes
        self.program = Program.from_source(source.encode(), Path(f"/{NAME}.py"), NAME)
        self.world.begin_exploration([self.program])
        self._logs: dict[tuple[int, ...], list[Any]] = {}
        self._kept: tuple[Any, ...] = ()

    def _main(self) -> None:
        self._logs.clear()
        self._kept = ()
        module = self.world.load(self.program)
        # Functions, for a call of a method of something outside would be an operation.
        vars(module).update(
            note=lambda *values: self._note(values), keep=lambda *values: self._keep(values)
        )
        module.main()

    def _note(self, values: tuple[Any, ...]) -> None:
        path = self.world.scheduler.current.path
        self._logs.setdefault(path, []).append(values)

    def _keep(self, values: tuple[Any, ...]) -> None:
        self._kept = values

    def run(self, choose: Callable[[Threads, VirtualThread], VirtualThread | None]) -> Ending:
        """One run."""
        return self.world.run(self._main, choose, hasty=self.hasty)

    def outcome(self, ending: Ending) -> Outcome:
        """All that the last run came to."""
        scheduler = self.world.scheduler
        logs = tuple(sorted((path, tuple(log)) for path, log in self._logs.items()))
        deaths = tuple(sorted((t.path, type(error).__name__) for t, error in scheduler.deaths))
        left = tuple((t.path, t.pending.kind) for t in scheduler.live)
        error = type(scheduler.error).__name__
        state = tuple(repr(_contents(value)) for value in self._kept)
        return ending.name, logs, deaths, left, error, state


def _contents(value: Any) -> Any:
    return value if isinstance(value, (list, dict, int)) else vars(value)


def enumerate_all(subject: Subject, limit: int) -> Result:
    """Every interleaving. Raises TooMany if there are more than `limit`."""
    while True:
        result = _enumerate(subject, limit)
        if result is not None:
            return result


def _enumerate(subject: Subject, limit: int) -> Result | None:
    result = Result()
    way: list[tuple[int, int]] = []
    position = 0

    def choose(enabled: Threads, current: VirtualThread) -> VirtualThread:
        nonlocal position
        if len(enabled) == 1:
            return enabled[0]
        if position == len(way):
            way.append((0, len(enabled)))
        chosen, count = way[position]
        assert count == len(enabled), "the program is not deterministic"
        position += 1
        return enabled[chosen]

    with subject.world.many_runs():
        while True:
            if result.runs == limit:
                raise TooMany
            position = 0
            ending = subject.run(choose)
            if ending is Ending.BEGIN_AGAIN:
                return None
            _record(subject, result, ending)
            while way and way[-1][0] + 1 == way[-1][1]:
                way.pop()
            if not way:
                result.exhausted = True
                return result
            way[-1] = (way[-1][0] + 1, way[-1][1])


def reduce(subject: Subject, limit: int) -> Result:
    """What source-DPOR finds in at most `limit` runs."""
    while True:
        result = _reduce(subject, limit)
        if result is not None:
            return result


def _reduce(subject: Subject, limit: int) -> Result | None:
    result = Result()
    strategy = SourceDpor()
    with subject.world.many_runs():
        while result.runs <= limit and strategy.begin_run():
            ending = subject.run(strategy.choose)
            if ending is Ending.BEGIN_AGAIN:
                return None
            strategy.end_run(subject.world.scheduler)
            if ending is not Ending.ABANDONED:
                _record(subject, result, ending)
    result.exhausted = strategy.exhausted
    return result


def _record(subject: Subject, result: Result, ending: Ending) -> None:
    result.runs += 1
    result.outcomes.add(subject.outcome(ending))
    if subject.with_classes:
        result.classes.append(happens_before(subject.world.scheduler))


def compare(source: str, *, hasty: bool, limit: int, walks: int = 40) -> tuple[Result, Result]:
    """What source-DPOR finds, and what there is.

    The second is a sample, not `exhausted`, where there are more than `limit` interleavings. Raises
    TooMany if source-DPOR alone makes more runs.
    """
    reduced = reduce(Subject(source, hasty=hasty, with_classes=True), limit)
    if reduced.runs > limit:
        raise TooMany
    subject = Subject(source, hasty=hasty)
    sampled, size = sample(subject, walks)
    if size <= limit and sampled.outcomes <= reduced.outcomes:
        with contextlib.suppress(TooMany):
            return reduced, enumerate_all(subject, 2 * limit)
    return reduced, sampled


def sample(subject: Subject, walks: int) -> tuple[Result, float]:
    """What random walks find, and an estimate of how many interleavings there are (Knuth 1975)."""
    while True:
        result = _sample(subject, walks)
        if result is not None:
            return result


def _sample(subject: Subject, walks: int) -> tuple[Result, float] | None:
    result = Result()
    sizes: list[float] = []
    dice = random.Random(walks)

    def choose(enabled: Threads, current: VirtualThread) -> VirtualThread:
        sizes[-1] *= len(enabled)
        return dice.choice(enabled)

    with subject.world.many_runs():
        for _ in range(walks):
            sizes.append(1)
            ending = subject.run(choose)
            if ending is Ending.BEGIN_AGAIN:
                return None
            _record(subject, result, ending)
    return result, sum(sizes) / walks


def happens_before(scheduler: Scheduler) -> HappensBefore:
    """The order of conflicting operations of different threads in the run that has just ended."""
    counts: dict[tuple[int, ...], int] = {}
    names: list[tuple[tuple[int, ...], int]] = []
    pairs: set[tuple[Any, Any]] = set()
    for step, (thread, operation) in enumerate(scheduler.steps):
        count = counts[thread.path] = counts.get(thread.path, 0) + 1
        names.append((thread.path, count))
        for other in range(step):
            other_thread, other_operation = scheduler.steps[other]
            if other_thread is not thread and conflict(
                operation.accesses, other_operation.accesses
            ):
                pairs.add((names[other], names[step]))
    return frozenset(pairs | set(counts.items()))
