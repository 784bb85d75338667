"""Every outcome that a small program can have, with a schedule for each.

    from threadkata.search.outcomes import outcomes_of

    found = outcomes_of(Path("counter.py"))
    for outcome, schedule in found.schedules.items():
        print(outcome, schedule)

The interleavings that matter are tried once each (`dpor.py`), so what is not among the outcomes
cannot happen, if the search has come to its end: `found.exhausted` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from threadkata.model.ending import CUT_OFF, Ending
from threadkata.model.program import Program
from threadkata.model.world import World
from threadkata.search.dpor import SourceDpor
from threadkata.search.replay import Recording, Schedule

#: Runs after which the search is given up.
RUNS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of a program comes to.

    Attributes:
        ending: how it ended: every thread ended, no thread can move, the main thread raised, ...
        value: what the main function returned; None if it did not come to that.
        error: the name of the class of the exception that the main function raised, or "".
        died: the same of the exceptions that ended other threads, in the order of their names.
        waiting: the names of the threads that wait for ever.
    """

    ending: Ending
    value: Hashable = None
    error: str = ""
    died: tuple[tuple[str, str], ...] = ()
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcomes:
    """All outcomes that were found.

    Attributes:
        schedules: for each outcome, the schedule of the first run that came to it.
        runs: how many interleavings were tried.
        exhausted: whether these are all that matter, so that there is no other outcome.
    """

    schedules: dict[Outcome, Schedule]
    runs: int
    exhausted: bool


def outcomes_of(
    program: Path | str, function: str = "main", *, hasty: bool = False, runs: int = RUNS
) -> Outcomes:
    """Every outcome of a function without arguments, which starts threads and returns a value.

    Arguments:
        program: a source file, or the source itself.
        function: the name of the function in it. What it returns has to be hashable.
        hasty: whether time limits may run out although other threads could still move.
        runs: how many interleavings to try at the most.

    Raises OSError if the file cannot be read, SyntaxError if the source is not Python,
    AttributeError if there is no such function, and TypeError if what it returns is not hashable.
    """
    source, path = (
        (program.read_bytes(), program)
        if isinstance(program, Path)
        else (program.encode(), Path("program.py"))
    )
    loaded = Program.from_source(source, path, path.stem)
    world = World()
    return every_outcome(
        world, lambda: getattr(world.load(loaded), function)(), [loaded], hasty=hasty, runs=runs
    )


def every_outcome(
    world: World,
    main: Callable[[], Any],
    programs: Sequence[Program],
    *,
    hasty: bool = False,
    runs: int = RUNS,
) -> Outcomes:
    """Every outcome of `main`, called in the main thread of each run; see `outcomes_of`.

    Arguments:
        world: where to run it.
        main: the program.
        programs: the programs that `main` loads.
        hasty: whether time limits may run out although other threads could still move.
        runs: how many interleavings to try at the most.
    """
    world.begin_exploration(programs)
    with world.many_runs():
        while True:
            found = _every_outcome(world, main, hasty, runs)
            if found is not None:
                return found


def _every_outcome(
    world: World, main: Callable[[], Any], hasty: bool, runs: int
) -> Outcomes | None:
    """All outcomes; None if the runs so far did not announce all that they should have."""
    values: list[Any] = []

    def valued() -> None:
        values.append(main())

    schedules: dict[Outcome, Schedule] = {}
    strategy, tried = SourceDpor(), 0
    while tried < runs and strategy.begin_run():
        values.clear()
        choose = Recording(strategy.choose, hasty=hasty)
        ending = world.run(valued, choose, hasty=hasty)
        if ending is Ending.BEGIN_AGAIN:
            return None
        if ending is not Ending.ABANDONED:
            tried += 1
            schedules.setdefault(_outcome(world, ending, values), choose.schedule)
        strategy.end_run(world.scheduler)
    cut_off = any(outcome.ending in CUT_OFF for outcome in schedules)
    return Outcomes(schedules, tried, strategy.exhausted and not cut_off)


def _outcome(world: World, ending: Ending, values: list[Any]) -> Outcome:
    scheduler = world.scheduler
    value = values[0] if values else None
    try:
        hash(value)
    except TypeError:
        raise TypeError(
            f"the main function returned {value!r}, which is not hashable: "
            "return a number, a text, or a tuple of what is to be told apart"
        ) from None
    died = sorted((thread.name, type(error).__name__) for thread, error in scheduler.deaths)
    waiting = [t.name for t in scheduler.live] if ending is Ending.STUCK else []
    error = "" if scheduler.error is None else type(scheduler.error).__name__
    return Outcome(ending, value, error, tuple(died), tuple(waiting))
