"""The graders' tests as data, for tests that judge many programs with them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.assertion.rewrite import rewrite_asserts

from threadkata.course import Chapter, Exercise, read_chapter
from threadkata.judging import CLOCK, KATA, RUN, THREADING, ModelTest
from threadkata.model.program import Program
from threadkata.model.world import World

ROOT = Path(__file__).parent.parent
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


def grader_program(exercise: Exercise) -> Program:
    name = f"{exercise.chapter}.{exercise.grader.stem}"
    return Program.from_file(exercise.grader, name, rewrite_asserts)


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
        failures=(AssertionError, pytest.fail.Exception),
    )
