"""How fast threadkata runs a program: `python ours.py TOOL PROGRAM SECONDS` prints a line of JSON.

The program is explored with one of the strategies that a judge has, again and again until time is
over; an exploration that finds what there is to find ends there.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent.parent / "src"), str(HERE)]

from measurement import Measurement  # noqa: E402
from programs import PROGRAMS  # noqa: E402

from threadkata.arena import ModelRun  # noqa: E402
from threadkata.model.ending import Ending  # noqa: E402
from threadkata.model.program import Program  # noqa: E402
from threadkata.model.world import World  # noqa: E402
from threadkata.search.dpor import SourceDpor  # noqa: E402
from threadkata.search.pos import PartialOrderSampling  # noqa: E402
from threadkata.search.strategy import Strategy  # noqa: E402

WARM_UP = 0.3
"""Seconds before counting starts."""

TOOLS: dict[str, Callable[[int], Strategy]] = {
    "threadkata": lambda seed: SourceDpor(),
    "threadkata, random": lambda seed: PartialOrderSampling(runs=100, seed=seed),
}
"""The strategies by the name that `compare.py` shows. A sample is as large as interleave-test's."""


def program_under_test() -> Program:
    """The classes of `programs.py`, without the table of them at its end."""
    path = HERE / "programs.py"
    source = path.read_text(encoding="utf-8").partition("\nPROGRAMS:")[0]
    return Program.from_source(source.encode(), path, "benchmarks.programs")


def threadkata_rate(tool: str, name: str, seconds: float) -> Measurement:
    """Explore one of PROGRAMS for `seconds` with one of TOOLS, and count."""
    world, program = World(), program_under_test()
    class_name = PROGRAMS[name].__name__

    def main() -> None:
        state = getattr(world.load(program), class_name)()
        ModelRun(world, lambda error: True)(*state.threads())
        state.check()

    seeds = itertools.count()

    def explore() -> tuple[int, str]:
        world.begin_exploration([program])
        strategy, runs = TOOLS[tool](next(seeds)), 0
        while strategy.begin_run():
            ending = world.run(main, strategy.choose)
            runs += 1
            if ending is Ending.FAILED:
                return runs, "wrong result"
            if ending is Ending.STUCK:
                return runs, "deadlock"
            assert ending in (Ending.DONE, Ending.ABANDONED), ending
            strategy.end_run(world.scheduler)
        return runs, "nothing"

    with world.many_runs():
        end = time.perf_counter() + WARM_UP
        while time.perf_counter() < end:
            explore()
        schedules, found, begin = 0, "", time.perf_counter()
        while time.perf_counter() - begin < seconds:
            runs, found = explore()
            schedules += runs
        took = time.perf_counter() - begin
    return Measurement(tool, name, schedules, took, found)


if __name__ == "__main__":
    print(threadkata_rate(sys.argv[1], sys.argv[2], float(sys.argv[3])).line())
