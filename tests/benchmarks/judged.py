"""Judges the programs of the catalogue in the model."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import final

from _pytest.assertion.rewrite import rewrite_asserts
from catalogue import Entry

import threadkata.search
from threadkata.arena import ModelRun
from threadkata.explain.verdict import Judge
from threadkata.judging import RUN, Judgement, ModelTest
from threadkata.model.ending import Ending
from threadkata.model.program import Program
from threadkata.model.world import World
from threadkata.search import explore
from threadkata.search.explore import DEFAULT_BUDGET
from threadkata.search.strategy import Strategy

LIMIT = 10_000
"""Runs after which a mistake counts as not found, as in the published tables."""

_DEFAULT = DEFAULT_BUDGET
BUDGET = replace(
    _DEFAULT,
    more_samples=LIMIT - _DEFAULT.glance - _DEFAULT.bounded - _DEFAULT.samples - _DEFAULT.proof,
)
"""The budget of every exercise, with as many more samples as make it LIMIT runs."""

TEST = """

def test_program(run):
    program = {class_name}()
    run(*program.threads())
    program.check()
"""


def programs(entry: Entry) -> tuple[Program, Program]:
    """An empty module in the place of an exercise, and the program as the test of it."""
    source = entry.path.read_text(encoding="utf-8") + TEST.format(class_name=entry.class_name)
    name = f"benchmarks.{entry.path.stem}"
    test = Program.from_source(source.encode(), entry.path, name, rewrite_asserts)
    return Program.from_source(b"", Path("nothing.py"), "benchmarks.nothing"), test


def judged(world: World, entry: Entry) -> Judgement:
    """What threadkata says of a program, all strategies together."""
    nothing, test = programs(entry)
    return ModelTest(world, nothing, test, "test_program", {"run": RUN}, hasty=entry.hasty).judge(
        BUDGET
    )


def said(judgement: Judgement) -> str:
    """The verdict in two words, or "nothing"."""
    return "nothing" if judgement.verdict is None else judgement.verdict.kind.value


@dataclass(frozen=True, slots=True)
class Arm:
    """One strategy, to be measured alone.

    Attributes:
        name: what the strategy calls itself.
        begin: makes one, given a seed; all seeds are alike if it is no sampler.
        samples: whether its runs depend on the seed.
    """

    name: str
    begin: Callable[[int], Strategy]
    samples: bool


def arms() -> list[Arm]:
    """Every strategy that `explore` puts together, and that needs at most runs and a seed."""
    found = []
    for module in pkgutil.iter_modules(threadkata.search.__path__, "threadkata.search."):
        for cls in vars(importlib.import_module(module.name)).values():
            if not isinstance(cls, type) or cls.__module__ != module.name:
                continue
            if not hasattr(explore, cls.__name__):
                continue
            if not hasattr(cls, "begin_run") or not isinstance(getattr(cls, "name", None), str):
                continue
            parameters = inspect.signature(cls).parameters
            needed = {p.name for p in parameters.values() if p.default is p.empty}
            if needed <= {"runs"}:
                found.append(_arm(cls, "runs" in needed, "seed" in parameters))
    return sorted(found, key=lambda arm: (arm.samples, arm.name))


def _arm(cls: type, runs: bool, seed: bool) -> Arm:
    def begin(number: int) -> Strategy:
        strategy: Strategy = cls(
            **({"runs": LIMIT} if runs else {}), **({"seed": number} if seed else {})
        )
        return strategy

    return Arm(str(vars(cls)["name"]), begin, seed)


@final
class Alone:
    """A program, to be run by one strategy at a time.

    Attributes:
        threads: how many threads the last run had, the main thread included.
        operations: how many operations it had.
    """

    def __init__(self, world: World, entry: Entry) -> None:
        self._world = world
        self._entry = entry
        _, self._test = programs(entry)
        self._judge = Judge("nothing.py", str(entry.path), lambda: self._run.raised)
        self.threads = self.operations = 0

    def _main(self) -> None:
        self._run = ModelRun(self._world, lambda error: isinstance(error, AssertionError))
        self._world.load(self._test).test_program(self._run)

    def runs_to_the_first_bug(
        self, begin: Callable[[], Strategy], limit: int = LIMIT
    ) -> int | None:
        """How many runs a strategy needs until one is wrong; None if none of `limit` runs is.

        Runs that the strategy gives up half-way, because they repeat others, do not count.
        """
        world = self._world
        world.begin_exploration([self._test])
        strategy, runs = begin(), 0
        with world.many_runs():
            while runs < limit and strategy.begin_run():
                ending = world.run(self._main, strategy.choose, hasty=self._entry.hasty)
                if ending is Ending.BEGIN_AGAIN:
                    strategy, runs = begin(), 0
                    continue
                scheduler = world.scheduler
                self.threads, self.operations = len(scheduler.threads), len(scheduler.steps)
                if ending is not Ending.ABANDONED:
                    runs += 1
                    if self._judge(world, ending) is not None:
                        return runs
                strategy.end_run(scheduler)
        return None
