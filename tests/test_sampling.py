"""The strategies that sample draw what they promise to draw."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from enumeration import Outcome, Subject
from programs import HEAD

from threadkata.model.ending import Ending
from threadkata.search.bounded import Bounded
from threadkata.search.dpor import SourceDpor
from threadkata.search.pct import ProbabilisticConcurrencyTesting
from threadkata.search.pos import PartialOrderSampling
from threadkata.search.strategy import Strategy

Way = tuple[tuple[int, ...], ...]


def started(*bodies: str, prelude: str = "box = Box()") -> str:
    """A program that starts a thread for each body, and waits for all of them."""
    lines = [HEAD + "def main():", *(f"    {line}" for line in prelude.splitlines())]
    for number, body in enumerate(bodies):
        lines += [f"    def body{number}():", *(f"        {line}" for line in body.splitlines())]
    made = ", ".join(f"threading.Thread(target=body{number})" for number in range(len(bodies)))
    lines += [f"    threads = [{made}]", "    for thread in threads: thread.start()"]
    lines += ["    for thread in threads: thread.join()"]
    return "\n".join(lines) + "\n"


def sampled(strategy: Strategy, source: str) -> list[tuple[Outcome, Way, int]]:
    """The outcome of each run, who moved, and how often there was a choice."""
    subject = Subject(source)
    runs = []
    with subject.world.many_runs():
        while strategy.begin_run():
            ending = subject.run(strategy.choose)
            assert ending is not Ending.BEGIN_AGAIN
            scheduler = subject.world.scheduler
            strategy.end_run(scheduler)
            way = tuple(thread.path for thread, _ in scheduler.steps)
            runs.append((subject.outcome(ending), way, len(scheduler.decisions)))
    return runs


# ---------------------------------------------------------------------- PCT

#: For each depth, a program whose last thread notes True if so many operations come in a certain
#: order, and how many threads it has, the main thread included.
BUGS = {
    1: (started("box.n = 1\nbox.m = 1", "note(box.n == 0)", prelude="box = Box()\nbox.m = 0"), 3),
    2: (
        started(
            "box.m\nbox.n = 1\nbox.n = 0",
            "box.m\nnote(box.n == 1)",
            prelude="box = Box()\nbox.m = 0",
        ),
        3,
    ),
    3: (
        started(
            "box.n = 1\nbox.n = 0",
            "box.m = 1\nbox.m = 0",
            "note(box.n == 1 and box.m == 1)",
            prelude="box = Box()\nbox.m = 0",
        ),
        4,
    ),
}


def found(depth_of_bug: int, depth: int, runs: int) -> tuple[int, int, int]:
    """How many of the runs find the bug, the number of threads, and the most points in a run."""
    source, threads = BUGS[depth_of_bug]
    made = sampled(ProbabilisticConcurrencyTesting(runs, depth=depth), source)
    last = (0, threads - 1)
    hits = sum(dict(outcome[1])[last] == ((True,),) for outcome, _, _ in made)
    return hits, threads, max(points for _, _, points in made)


@pytest.mark.thorough
@pytest.mark.parametrize(("depth", "runs"), [(1, 500), (2, 1_000), (3, 8_000)])
def test_pct_finds_a_bug_of_its_depth_at_the_published_rate(depth: int, runs: int) -> None:
    hits, threads, points = found(depth, depth, runs)
    expected = runs / (threads * points ** (depth - 1))
    assert expected > 9
    assert hits > expected - 3 * math.sqrt(expected)


@pytest.mark.parametrize("depth", [1, 2])
def test_pct_does_not_find_a_deeper_bug(depth: int) -> None:
    assert found(depth + 1, depth, 1_000)[0] == 0


# ---------------------------------------------------------------------- all of them

ANY: dict[str, Callable[[int], Strategy]] = {
    "POS": lambda seed: PartialOrderSampling(100, seed),
    "PCT": lambda seed: ProbabilisticConcurrencyTesting(100, seed),
    "DPOR": lambda seed: SourceDpor(),
    "few preemptions": lambda seed: Bounded(),
}
BUSY = started(
    "with lock:\n    box.n += 1\nbox.flag = True",
    "while not box.flag:\n    pass\nbox.n += 1",
    "box.n += 1\nlock.acquire(timeout=1)",
    prelude="box, lock = Box(), threading.Lock()",
)


@pytest.mark.parametrize("name", ANY)
def test_a_strategy_makes_the_same_runs_from_the_same_seed(name: str) -> None:
    first = sampled(ANY[name](3), BUSY)
    assert len(first) > 10
    assert sampled(ANY[name](3), BUSY) == first


@pytest.mark.parametrize("name", ["POS", "PCT"])
def test_another_seed_makes_other_runs(name: str) -> None:
    assert sampled(ANY[name](3), BUSY) != sampled(ANY[name](4), BUSY)
