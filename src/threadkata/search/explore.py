"""Runs a program under one strategy after another until there is something to report.

Budgets are counted in runs and operations, never in seconds, so that the answer is the same on
every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from threadkata.model.threads import Ending
from threadkata.model.trace import Recorder, Trace
from threadkata.model.world import World
from threadkata.search.bounded import Bounded
from threadkata.search.dpor import SourceDpor
from threadkata.search.pos import PartialOrderSampling
from threadkata.search.replay import Follow, Recording, Replay, Schedule
from threadkata.search.strategy import Strategy

Found = TypeVar("Found")
Judge = Callable[[World, Ending], Found | None]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much to try.

    Attributes:
        bounded: runs with few preemptions, tried first.
        proof: runs in which to try every interleaving that matters.
        operations: operations that those runs may have in all.
        samples: runs to sample if there were too many to try them all.
    """

    bounded: int = 40
    proof: int = 4_000
    operations: int = 400_000
    samples: int = 300


DEFAULT_BUDGET: Final = Budget()


@dataclass(frozen=True, slots=True)
class Exploration(Generic[Found]):
    """What came of exploring a program.

    Attributes:
        found: what the judge found in the first run it objected to; None if in none.
        schedule: the schedule of that run.
        runs: how many interleavings were tried.
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
    *,
    hasty: bool = False,
    budget: Budget = DEFAULT_BUDGET,
) -> Exploration[Found]:
    """Look for a run of `main` to which `judge` objects.

    Arguments:
        world: where to run it.
        main: the program; called in the main thread of each run.
        judge: called after each run with the world and how the run ended; returns None if the run
            was right.
        hasty: whether time limits may run out although other threads could still move.
        budget: how much to try.
    """
    runs = 0
    plan: list[tuple[Strategy, int]] = [(Bounded(), budget.bounded), (SourceDpor(), budget.proof)]
    operations = 0
    strategy: Strategy
    for strategy, limit in plan:
        tried = 0
        while tried < limit and operations < budget.operations and strategy.begin_run():
            ending = world.run(main, strategy.choose, hasty=hasty)
            strategy.end_run(world.scheduler)
            operations += len(world.scheduler.steps)
            if ending is Ending.ABANDONED:
                continue
            tried += 1
            runs += 1
            found = judge(world, ending)
            if found is not None:
                schedule = _schedule(world, main, hasty=hasty)
                return Exploration(found, schedule, runs, False, strategy.name)
        if strategy.exhausted:
            return Exploration(None, None, tried, True, strategy.name)
    strategy = PartialOrderSampling(budget.samples)
    while strategy.begin_run():
        ending = world.run(main, strategy.choose, hasty=hasty)
        runs += 1
        found = judge(world, ending)
        if found is not None:
            schedule = _schedule(world, main, hasty=hasty)
            return Exploration(found, schedule, runs, False, strategy.name)
    return Exploration(None, None, runs, False, strategy.name)


def _schedule(world: World, main: Callable[[], Any], *, hasty: bool) -> Schedule:
    """The schedule of the run that has just ended."""
    recording = Recording(Follow(list(world.scheduler.decisions)).choose, hasty=hasty)
    world.run(main, recording, hasty=hasty)
    return recording.schedule


@dataclass(frozen=True, slots=True)
class Replayed(Generic[Found]):
    """One run, made again and written down.

    Attributes:
        found: what the judge found in it.
        trace: what happened.
        output: what it printed.
        fits: whether the schedule could be followed to its end.
    """

    found: Found | None
    trace: Trace
    output: str
    fits: bool


def replay(
    world: World, main: Callable[[], Any], judge: Judge[Found], schedule: Schedule
) -> Replayed[Found]:
    """Run `main` under one schedule and write down what happens.

    Arguments:
        world: where to run it.
        main: the program.
        judge: called after the run, with the world and how the run ended.
        schedule: which interleaving.
    """
    strategy = Replay(schedule)
    strategy.begin_run()
    recorder = Recorder(world.scheduler)
    world.scheduler.observer = recorder
    try:
        ending = world.run(main, strategy.choose, hasty=schedule.hasty)
    finally:
        world.scheduler.observer = None
    strategy.end_run(world.scheduler)
    return Replayed(judge(world, ending), recorder.trace(), world.output.text, strategy.fits)
