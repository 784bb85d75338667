"""The graders' tests as data, for tests that judge many programs with them."""

from __future__ import annotations

import ast
import functools
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from _pytest.assertion.rewrite import rewrite_asserts

from threadkata import precompiled, witness
from threadkata.arena import Clock, RealRun
from threadkata.course import Chapter, Exercise, read_chapter
from threadkata.explain.verdict import Kind
from threadkata.judging import CLOCK, KATA, RUN, THREADING, ModelTest
from threadkata.model.program import Program
from threadkata.model.world import World
from threadkata.running import FAILURES

ROOT = Path(__file__).parent.parent
#: Seconds after which a run on real threads is given up.
LIMIT = 5
FIXTURES = {"kata": KATA, "run": RUN, "threading": THREADING, "clock": CLOCK}


@dataclass(frozen=True, slots=True)
class GraderTest:
    """One test function of a grader, read from its source."""

    name: str
    arguments: tuple[str, ...]
    markers: frozenset[str]

    @property
    def in_model(self) -> bool:
        return "threads_only" not in self.markers


def chapters() -> list[Chapter]:
    folders = sorted(path.parent for path in (ROOT / "exercises").glob("*/chapter.toml"))
    return [read_chapter(folder) for folder in folders]


def exercises() -> list[Exercise]:
    return [exercise for chapter in chapters() for exercise in chapter.exercises]


@functools.cache
def grader_tests(exercise: Exercise) -> list[GraderTest]:
    found = []
    for node in ast.parse(exercise.grader.read_bytes()).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            markers = {
                part.attr
                for decorator in node.decorator_list
                for part in ast.walk(decorator)
                if isinstance(part, ast.Attribute)
            }
            arguments = tuple(argument.arg for argument in node.args.args)
            found.append(GraderTest(node.name, arguments, frozenset(markers - {"mark"})))
    return found


@functools.cache
def grader_program(exercise: Exercise) -> Program:
    name = f"{exercise.chapter}.{exercise.grader.stem}"
    return precompiled.grader_program(exercise.grader, name, rewrite_asserts)


def kata_program(exercise: Exercise, source: bytes) -> Program:
    path = exercise.file_in(ROOT / "solutions")
    return Program.from_source(source, path, f"{exercise.chapter}.{exercise.name}")


def model_test(world: World, kata: Program, grader: Program, test: GraderTest) -> ModelTest:
    return ModelTest(
        world,
        kata,
        grader,
        test.name,
        {name: FIXTURES[name] for name in test.arguments},
        hasty="hasty" in test.markers,
        polling_allowed="polling_allowed" in test.markers,
        failures=FAILURES,
    )


def own_test(world: World, folder: Path, kata: str, test: str) -> ModelTest:
    """`test_it` of a grader on a program of its own; both are given as source texts."""
    loaded = []
    for name, text, rewrite in (("work", kata, None), ("test_work", test, rewrite_asserts)):
        path = folder / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        loaded.append(Program.from_file(path, f"99_own.{name}", rewrite))
    function = next(node for node in ast.parse(test).body if isinstance(node, ast.FunctionDef))
    arguments = {argument.arg: FIXTURES[argument.arg] for argument in function.args.args}
    return ModelTest(world, *loaded, "test_it", arguments, failures=FAILURES)


def kind_on_threads(exercise: Exercise, kata: Path, test: GraderTest) -> Kind | None:
    """What one run of a test on real threads says of a file; None if it finds nothing."""
    given: dict[str, Any] = {"run": RealRun(), "threading": threading, "clock": Clock()}
    with witness.unchanged_library(), witness.tracing_ends(), over_in_time():
        try:
            module = witness.load_really(kata, f"{exercise.chapter}.{exercise.name}")
            given["kata"] = module
            function = getattr(load_grader(exercise), test.name)
            with witness.eager_switching():
                function(**{name: given[name] for name in test.arguments})
        except BaseException as error:
            return witness.kind_of(error, kata, FAILURES)
    return None


def load_grader(exercise: Exercise) -> ModuleType:
    """A grader, loaded on real threads."""
    return witness.load_really(exercise.grader, f"{exercise.chapter}.{exercise.grader.stem}")


@contextmanager
def over_in_time() -> Iterator[None]:
    """Raises NotOver inside the block if that is not over in time."""

    def fail(signum: int, frame: object) -> None:
        raise witness.NotOver(f"it is not over after {LIMIT} seconds")

    former = signal.signal(signal.SIGALRM, fail)
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
