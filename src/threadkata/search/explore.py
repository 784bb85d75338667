"""Runs a program under one strategy after another until there is something to report.

Budgets are counted in runs and operations, never in seconds, so that the answer is the same on
every machine.

Of the samplers, SURW (Zhao et al., ASPLOS 2025) is not among the strategies. On the 123 mistakes of
the suite that take more than three runs it needs as many as POS (geometric means of 6.2 over ten
seeds; means of 16 and 11), on the programs of `docs/benchmarks.md` it finds none that POS does not,
and a point costs a third to a half more.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from threadkata.model.ending import Ending
from threadkata.model.moments import Moment, MomentRecorder
from threadkata.model.program import Program
from threadkata.model.recorder import Recorder
from threadkata.model.scheduler import OPERATION_LIMIT, Choose
from threadkata.model.trace import Trace
from threadkata.model.world import World
from threadkata.search.bounded import Bounded
from threadkata.search.dpor import SourceDpor
from threadkata.search.pct import ProbabilisticConcurrencyTesting
from threadkata.search.pos import PartialOrderSampling
from threadkata.search.replay import Replay, Schedule
from threadkata.search.shrink import RUNS, shrink
from threadkata.search.strategy import Strategy, keep_going

Found = TypeVar("Found")
Judge = Callable[[World, Ending], Found | None]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much to try, in runs.

    Attributes:
        trivial: to begin a proof with: many tests have no more interleavings than that.
        glance: drawn at random next, for a glance at what is far from the first run.
        short: of the proof altogether, before anything else: most of the others have no more.
        bounded: with few preemptions, if there are more.
        samples: drawn at random next, as many as `short`.
        proof: to try every interleaving that matters, those of `short` included.
        operations: that all these may have together.
        more_samples: drawn at random, in two ways, if there were too many for a proof.
    """

    trivial: int = 2
    glance: int = 4
    short: int = 64
    bounded: int = 16
    samples: int = 64
    proof: int = 4_000
    operations: int = 100_000
    more_samples: int = 300


DEFAULT_BUDGET: Final = Budget()


@dataclass(frozen=True, slots=True)
class Exploration(Generic[Found]):
    """What came of exploring a program.

    Attributes:
        found: what the judge found in the first run it objected to; None if in none.
        schedule: the schedule of that run.
        runs: how many interleavings were tried; where all have been, how many there are.
        exhausted: whether those are all that can differ in outcome.
        decided_by: the name of the strategy that found the failure, or that finished last.
    """

    found: Found | None
    schedule: Schedule | None
    runs: int
    exhausted: bool
    decided_by: str


def explore(
    world: World,
    main: Callable[[], Any],
    judge: Judge[Found],
    programs: Sequence[Program],
    *,
    hasty: bool = False,
    budget: Budget = DEFAULT_BUDGET,
) -> Exploration[Found]:
    """Look for a run of `main` to which `judge` objects.

    A proof comes first where it is short, because nothing else can say "right"; it is interrupted
    for a glance at a few interleavings that it would come to late. Where it is long, schedules with
    few preemptions and a sample go before the rest of it: they find nearly every mistake in fewer
    runs.

    Arguments:
        world: where to run it.
        main: the program; called in the main thread of each run.
        judge: called after each run with the world and how the run ended; returns None if the run
            was right.
        programs: the programs that `main` loads.
        hasty: whether time limits may run out although other threads could still move.
        budget: how much to try.
    """
    world.begin_exploration(programs)
    with world.many_runs():
        while True:
            try:
                return _explore(_Search(world, main, judge, hasty), budget)
            except _BeginAgain:
                continue


def _explore(search: _Search[Found], budget: Budget) -> Exploration[Found]:
    proof = SourceDpor()
    orders = PartialOrderSampling(sys.maxsize)
    depths = ProbabilisticConcurrencyTesting(sys.maxsize)
    within, without_end = budget.operations, sys.maxsize
    plan: list[tuple[Strategy, int, int]] = [
        (proof, budget.trivial, within),
        (orders, budget.glance, within),
        (proof, budget.short - budget.trivial, within),
        (Bounded(), budget.bounded, within),
        (orders, budget.samples, within),
        (proof, budget.proof - budget.short, within),
        (orders, budget.more_samples // 2, without_end),
        (depths, budget.more_samples - budget.more_samples // 2, without_end),
    ]
    for strategy, runs, operations in plan:
        found = search.follow(strategy, runs, operations)
        if found is not None:
            return search.simplest(found, strategy)
        if strategy.exhausted:
            return Exploration(None, None, search.runs_of(strategy), True, strategy.name)
    return Exploration(None, None, search.runs, False, strategy.name)


#: What it costs to begin and to end a run, in operations.
RUN: Final = 25


class _BeginAgain(Exception):
    """Raised when the runs so far did not announce all that they should have."""


class _Search(Generic[Found]):
    """Runs one program under strategies, and counts."""

    def __init__(
        self, world: World, main: Callable[[], Any], judge: Judge[Found], hasty: bool
    ) -> None:
        self._world = world
        self._main = main
        self._judge = judge
        self._hasty = hasty
        self._runs: dict[int, int] = {}
        self.operations = 0

    @property
    def runs(self) -> int:
        """How many interleavings have been tried."""
        return sum(self._runs.values())

    def runs_of(self, strategy: Strategy) -> int:
        """How many of them by this strategy."""
        return self._runs.get(id(strategy), 0)

    def follow(self, strategy: Strategy, runs: int, operations: int) -> Found | None:
        """Make runs under a strategy until the judge objects to one.

        Arguments:
            strategy: says which runs to make.
            runs: how many at the most.
            operations: how many there may be in all, those of other strategies included.
        """
        tried = 0
        while tried < runs and self.operations < operations and strategy.begin_run():
            ending = self._world.run(self._main, strategy.choose, hasty=self._hasty)
            if ending is Ending.BEGIN_AGAIN:
                raise _BeginAgain
            self.operations += len(self._world.scheduler.steps) + RUN
            if ending is not Ending.ABANDONED:
                tried += 1
                self._runs[id(strategy)] = self._runs.get(id(strategy), 0) + 1
                found = self._judge(self._world, ending)
                if found is not None:
                    # Nothing is learnt from this run: it is the last.
                    return found
            strategy.end_run(self._world.scheduler)
        return None

    def simplest(self, found: Found, strategy: Strategy) -> Exploration[Found]:
        """The failure that was just found, or the same kind of failure in a simpler run."""
        runs, scheduler, hasty = self.runs, self._world.scheduler, self._hasty
        if not scheduler.decisions:
            # Never could more than one thread move: this is the only way to get there.
            return Exploration(found, Schedule((), hasty), runs, False, strategy.name)

        def fails_alike(choose: Choose) -> Found | None:
            ending = self._world.run(self._main, choose, hasty=hasty)
            if ending is Ending.BEGIN_AGAIN:
                raise _BeginAgain
            other = self._judge(self._world, ending)
            return other if other is not None and _kind(other) == _kind(found) else None

        endless = len(scheduler.steps) >= OPERATION_LIMIT
        shrunk = shrink(fails_alike, scheduler, runs=1 if endless else RUNS)
        if shrunk is None:
            return Exploration(found, Schedule((), hasty), runs, False, strategy.name)
        return Exploration(shrunk.found, shrunk.schedule, runs, False, strategy.name)


def _kind(found: object) -> object:
    return getattr(found, "kind", found)


@dataclass(frozen=True, slots=True)
class Replayed(Generic[Found]):
    """One run, made again and written down.

    Attributes:
        found: what the judge found in it.
        trace: what happened.
        moments: how the threads stood before each event of the trace, and at the end.
        output: what it printed.
        fits: whether the schedule could be followed to its end.
    """

    found: Found | None
    trace: Trace
    moments: tuple[Moment, ...]
    output: str
    fits: bool


def replay(
    world: World,
    main: Callable[[], Any],
    judge: Judge[Found],
    schedule: Schedule,
    programs: Sequence[Program] = (),
    *,
    stops: bool = False,
) -> Replayed[Found]:
    """Run `main` under one schedule and write down what happens.

    Arguments:
        world: where to run it.
        main: the program.
        judge: called after the run, with the world and how the run ended.
        schedule: which interleaving.
        programs: the programs that `main` loads, if they have not just been explored.
        stops: whether `breakpoint()` stops there.
    """
    if programs:
        world.begin_exploration(programs)
        while world.run(main, keep_going, hasty=schedule.hasty) is Ending.BEGIN_AGAIN:
            pass
    ending = Ending.BEGIN_AGAIN
    while ending is Ending.BEGIN_AGAIN:
        strategy = Replay(schedule)
        strategy.begin_run()
        recorder = Recorder(world.scheduler)
        moments = MomentRecorder(world.scheduler, recorder)
        world.scheduler.observer = moments
        try:
            with world.stopping_at_breakpoints() if stops else nullcontext():
                ending = world.run(main, strategy.choose, hasty=schedule.hasty)
        finally:
            world.scheduler.observer = None
    strategy.end_run(world.scheduler)
    return Replayed(
        judge(world, ending),
        recorder.trace(),
        moments.moments(),
        world.output.text,
        strategy.fits,
    )
