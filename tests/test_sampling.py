"""The strategies that sample draw what they promise to draw."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable

import pytest
from enumeration import Outcome, Subject
from programs import HEAD

from threadkata.model.ending import Ending
from threadkata.model.scheduler import Scheduler
from threadkata.search.bounded import Bounded
from threadkata.search.dpor import SourceDpor
from threadkata.search.pct import ProbabilisticConcurrencyTesting
from threadkata.search.pos import PartialOrderSampling
from threadkata.search.strategy import Strategy
from threadkata.search.surw import SelectivelyUniform

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


@pytest.mark.parametrize(("depth", "runs"), [(1, 500), (2, 1_000), (3, 8_000)])
def test_pct_finds_a_bug_of_its_depth_at_the_published_rate(depth: int, runs: int) -> None:
    hits, threads, points = found(depth, depth, runs)
    expected = runs / (threads * points ** (depth - 1))
    assert expected > 9
    assert hits > expected - 3 * math.sqrt(expected)


@pytest.mark.parametrize("depth", [1, 2])
def test_pct_does_not_find_a_deeper_bug(depth: int) -> None:
    assert found(depth + 1, depth, 1_000)[0] == 0


# ---------------------------------------------------------------------- SURW


def chi_square(counts: Counter[Way], classes: int) -> float:
    expected = counts.total() / classes
    missing = classes - len(counts)
    return sum((count - expected) ** 2 / expected for count in counts.values()) + missing * expected


def orders(source: str, runs: int) -> Counter[Way]:
    """In which orders the threads come to `box.n`, in the runs after the first, which counts."""
    strategy = SelectivelyUniform(runs)
    subject = Subject(source)
    ways: Counter[Way] = Counter()
    with subject.world.many_runs():
        while strategy.begin_run():
            subject.run(strategy.choose)
            strategy.end_run(subject.world.scheduler)
            steps = subject.world.scheduler.steps
            ways[tuple(thread.path for thread, o in steps if o.name == "n")] += 1
    return ways


#: Programs with one variable that is of interest, how many orders of the operations on it there
#: are, and the value that chi-square exceeds once in a thousand.
UNIFORM = {
    "of one length": (started("box.n += 1", "box.n += 1"), 6, 20.5),
    "of unlike lengths": (
        started("box.n = 1\nbox.n = 2\nbox.n = 3\nbox.n = 4", "box.n = 5"),
        5,
        18.5,
    ),
    "of which one starts the other": (
        started(
            "box.n = 1\nbox.n = 2",
            "child = threading.Thread(target=lambda: box.n)\nchild.start()\nbox.n = 3",
        ),
        12,
        31.3,
    ),
    "that share much else which is only read": (
        started("box.flag\nbox.flag\nbox.flag\nbox.n = 1\nbox.n = 2", "box.n = 3"),
        3,
        13.9,
    ),
}


@pytest.mark.parametrize("which", UNIFORM)
def test_surw_draws_every_order_of_threads_equally_often(which: str) -> None:
    source, classes, limit = UNIFORM[which]
    runs = 2_400
    counts = orders(source, runs)
    assert chi_square(counts, classes) < limit, counts


def test_the_check_of_uniformity_notices_a_plain_random_walk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing_interests(self: SelectivelyUniform, scheduler: Scheduler) -> None:
        pass

    monkeypatch.setattr(SelectivelyUniform, "end_run", nothing_interests)
    source, classes, limit = UNIFORM["of unlike lengths"]
    assert chi_square(orders(source, 2_400), classes) > limit


def test_surw_goes_on_when_the_thread_it_waits_for_cannot_move() -> None:
    body = "with lock:\n    box.n += 1\n    event.wait()"
    source = started(
        body,
        "box.n = 5\nbox.n = 6\nevent.set()",
        prelude="box, lock, event = Box(), threading.Lock(), threading.Event()",
    )
    assert {outcome[0] for outcome, _, _ in sampled(SelectivelyUniform(200), source)} == {"DONE"}


# ---------------------------------------------------------------------- all of them

ANY: dict[str, Callable[[int], Strategy]] = {
    "POS": lambda seed: PartialOrderSampling(100, seed),
    "PCT": lambda seed: ProbabilisticConcurrencyTesting(100, seed),
    "SURW": lambda seed: SelectivelyUniform(100, seed),
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


@pytest.mark.parametrize("name", ["POS", "PCT", "SURW"])
def test_another_seed_makes_other_runs(name: str) -> None:
    assert sampled(ANY[name](3), BUSY) != sampled(ANY[name](4), BUSY)
