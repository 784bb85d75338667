"""What one scheduling point costs: `python tests/benchmarks/points.py`.

Prints a table in Markdown: for each strategy, the time from one operation of a thread to the next,
as a multiple of a bare switch between two greenlets. It is all that a point takes: to announce the
operation, to find out who can move, the strategy's choice, the hand-over, and the strategy's share
of what it does when the run is over. Both are measured by turns in the same process, in processor
time; shown is the median.

The threads read an attribute of one object, and write it at every tenth operation. Time is taken
with 50 and with 250 operations a thread, so that what a run costs apart from its points drops out.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent.parent / "src"), str(HERE)]

from greenlet import getcurrent, greenlet  # noqa: E402
from judged import Arm, arms  # noqa: E402
from tables import table  # noqa: E402

from threadkata.arena import ModelRun  # noqa: E402
from threadkata.model.program import Program  # noqa: E402
from threadkata.model.world import World  # noqa: E402

SHORT, LONG = 50, 250
"""Operations of a thread, in two programs."""
SWITCHES = 100_000
WARM_UP = 5
"""Runs before the time is taken."""


def seconds_a_switch() -> float:
    """Processor time of one bare switch between two greenlets."""

    def other() -> None:
        back = getcurrent().parent.switch
        while True:
            back()

    switch = greenlet(other).switch
    begin = time.process_time()
    for _ in range(SWITCHES):
        switch()
    return (time.process_time() - begin) / SWITCHES / 2


def program(operations: int, threads: int) -> Program:
    """Threads that read one attribute, and write it at every tenth operation."""
    lines = ["box.n = 1" if number % 10 == 0 else "box.n" for number in range(operations)]
    source = "\n".join(
        [
            "class Box:",
            "    def __init__(self):",
            "        self.n = 0",
            "def threads():",
            "    box = Box()",
            "    def work():",
            *(f"        {line}" for line in lines),
            f"    return [work] * {threads}",
        ]
    )
    return Program.from_source(source.encode(), Path(f"points_{operations}.py"), "points")


def seconds_a_run(arm: Arm, subject: Program, runs: int) -> float:
    """Processor time of one run under a strategy."""
    world = World()

    def main() -> None:
        ModelRun(world, lambda error: True)(*world.load(subject).threads())

    world.begin_exploration([subject])
    strategy = arm.begin(1)
    with world.many_runs():
        for run in range(WARM_UP + runs):
            if run == WARM_UP:
                begin = time.process_time()
            assert strategy.begin_run()
            world.run(main, strategy.choose)
            strategy.end_run(world.scheduler)
        return (time.process_time() - begin) / runs


def switches_a_point(arm: Arm, threads: int, runs: int) -> float:
    """What a point costs, in bare switches."""
    measure: Callable[[int], float] = lambda size: seconds_a_run(arm, program(size, threads), runs)  # noqa: E731
    return (measure(LONG) - measure(SHORT)) / ((LONG - SHORT) * threads) / seconds_a_switch()


def main() -> None:
    """Measure every strategy, and print what came out."""
    parser = argparse.ArgumentParser(description="What one scheduling point costs.")
    parser.add_argument("--times", type=int, default=5, help="how often each is measured")
    parser.add_argument("--runs", type=int, default=40, help="runs each time")
    options = parser.parse_args()
    print(f"Bare greenlet switches a point. Python {platform.python_version()}.\n")
    rows = []
    for arm in arms():
        rows.append([arm.name])
        for threads in (2, 3):
            once = partial(switches_a_point, arm, threads, options.runs)
            rows[-1].append(f"{statistics.median(once() for _ in range(options.times)):.1f}")
    print(table(["strategy", "2 threads", "3 threads"], rows, words=1))


if __name__ == "__main__":
    main()
