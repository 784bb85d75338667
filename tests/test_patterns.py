"""What is said of a mistake by name is so: nothing is said of what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from graders import (
    ROOT,
    exercises,
    grader_program,
    grader_tests,
    kata_program,
    model_test,
    own_test,
)
from thoroughness import ALL_NIGHT, THOROUGH, some

from threadkata.course import Exercise
from threadkata.explain.dependence import depends
from threadkata.explain.patterns import recognise
from threadkata.explain.verdict import Kind, Verdict
from threadkata.model.ending import Ending
from threadkata.model.recorder import Recorder
from threadkata.model.trace import Trace
from threadkata.model.world import World
from threadkata.search.bounded import Bounded
from threadkata.search.dpor import SourceDpor
from threadkata.search.pos import PartialOrderSampling
from threadkata.search.strategy import Strategy

#: Runs of each test of each right program, under each of two strategies.
RUNS = 20 if ALL_NIGHT else 3 if THOROUGH else 2


def right_programs() -> Iterator[tuple[Exercise, str]]:
    for exercise in some(exercises(), 2):
        yield exercise, f"solutions/{exercise.label}.py"
        if THOROUGH:
            folder = ROOT / "tests/alternatives" / exercise.label
            for path in sorted(folder.glob("*.py")):
                yield exercise, str(path.relative_to(ROOT))


def traces(world: World, exercise: Exercise, program: str) -> Iterator[Trace]:
    kata = kata_program(exercise, (ROOT / program).read_bytes())
    grader = grader_program(exercise)
    for test in grader_tests(exercise):
        main = model_test(world, kata, grader, test).main if test.in_model else None
        strategies: list[Strategy] = [Bounded(), PartialOrderSampling(RUNS)]
        for strategy in strategies if main is not None else ():
            world.begin_exploration((kata, grader))
            runs = 0
            while runs < RUNS and strategy.begin_run():
                trace = one_more(world, main, strategy, hasty="hasty" in test.markers)
                if trace is not None:
                    runs += 1
                    yield trace


def one_more(
    world: World, main: Callable[[], object], strategy: Strategy, *, hasty: bool = False
) -> Trace | None:
    """What happens in a run that the strategy has begun; None if the exploration begins again."""
    world.scheduler.observer = recorder = Recorder(world.scheduler)
    try:
        ending = world.run(main, strategy.choose, hasty=hasty)
    finally:
        world.scheduler.observer = None
    if ending is Ending.BEGIN_AGAIN:
        return None
    strategy.end_run(world.scheduler)
    return recorder.trace()


@pytest.mark.parametrize("chapter", sorted({exercise.chapter for exercise in exercises()}))
def test_no_mistake_is_seen_in_a_program_that_is_right(chapter: str) -> None:
    """Not even if somebody says that the result is wrong."""
    number = 0
    for trace in traces_of_chapter(chapter):
        number += 1
        found = recognise(Verdict(Kind.WRONG_RESULT), trace)
        assert found is None, found
    assert number > 50


def traces_of_chapter(chapter: str) -> Iterator[Trace]:
    world = World()
    with world.many_runs():
        for exercise, program in right_programs():
            if exercise.chapter == chapter:
                yield from traces(world, exercise, program)


RIGHT = {
    "something is there, and then something else": """
class C:
    def __init__(self):
        self.items = ["a"]
    def one(self):
        self.items.append("b")
    def two(self):
        if self.items:
            self.items.pop()
""",
    "there is room, and then there is more": """
class C:
    def __init__(self):
        self.items = ["a"]
    def one(self):
        if len(self.items) < 2:
            self.items.append("b")
    def two(self):
        self.items.pop()
""",
    "one call looks, and another one acts": """
class C:
    def __init__(self):
        self.lock = threading.Lock()
        self.readers = 0
    def let_in(self, wants):
        with self.lock:
            if not wants and self.readers >= 0:
                return
            self.readers += wants
    def one(self):
        self.let_in(0)
        self.let_in(1)
    two = one
""",
}


@pytest.mark.parametrize("name", RIGHT)
def test_nothing_is_said_of_what_is_still_so(name: str, tmp_path: Path) -> None:
    world = World()
    test = "def test_it(kata, run):\n    c = kata.C()\n    run(c.one, c.two)\n"
    main = own_test(world, tmp_path, f"import threading\n{RIGHT[name]}", test).main
    strategy, seen = SourceDpor(), 0
    world.begin_exploration([])
    while strategy.begin_run():
        trace = one_more(world, main, strategy)
        if trace is None:
            strategy = SourceDpor()
            continue
        seen += 1
        assert recognise(Verdict(Kind.WRONG_RESULT), trace) is None
    assert seen > 1


SOURCE = """
def act(self, amount):
    if self.closed:
        raise ValueError
    if self.balance < amount:
        log(amount)
    before = self.balance
    self.log(
        amount,
    )
    if before > amount:
        self.balance -= amount
    self.count += 1
    while self.busy:
        pause()
    self.balance = before - amount
"""


@pytest.mark.parametrize(
    ("look", "act", "does"),
    [
        (3, 12, True),  # left by the guard
        (5, 12, False),  # neither inside nor left
        (5, 6, True),
        (7, 12, True),  # by a name, in a test
        (7, 13, False),
        (7, 16, True),  # by a name
        (8, 12, False),
        (14, 16, True),  # behind the loop
        (12, 12, True),
        (16, 7, False),
        (13, 16, False),
    ],
)
def test_what_depends_on_a_line(
    tmp_path_factory: pytest.TempPathFactory, look: int, act: int, does: bool
) -> None:
    path = tmp_path_factory.mktemp("source") / "act.py"
    path.write_text(SOURCE, encoding="utf-8")
    assert depends(str(path), look, act) is does
