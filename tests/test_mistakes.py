"""Every known mistake is caught, by the test it names and with the verdict it names."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from graders import ROOT, exercises, grader_program, grader_tests, kata_program, model_test

from threadkata.course import Exercise
from threadkata.model.world import World

#: Runs in which a mistake must be caught.
RUNS = 200


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer: an edit of the reference solution, or a file of its own."""

    exercise: Exercise
    name: str
    source: bytes
    caught_by: str
    verdict: str


def mistakes() -> Iterator[Mistake]:
    for exercise in exercises():
        path = ROOT / "tests" / "mistakes" / f"{exercise.chapter}.toml"
        solution = exercise.file_in(ROOT / "solutions").read_text(encoding="utf-8")
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))[exercise.name]:
            if "file" in entry:
                source = (path.parent / exercise.chapter / entry["file"]).read_bytes()
            else:
                text = solution
                for edit in entry.get("edits", [entry]):
                    assert text.count(edit["find"]) == 1, (entry["name"], edit["find"])
                    text = text.replace(edit["find"], edit["replace"])
                source = text.encode()
            yield Mistake(exercise, entry["name"], source, entry["caught_by"], entry["verdict"])


def alternatives() -> Iterator[tuple[Exercise, Path]]:
    for exercise in exercises():
        yield exercise, exercise.file_in(ROOT / "solutions")
        folder = ROOT / "tests" / "alternatives" / exercise.chapter / exercise.name
        for path in sorted(folder.glob("*.py")):
            yield exercise, path


MISTAKES = list(mistakes())
ALTERNATIVES = list(alternatives())


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.mark.parametrize(
    "mistake", MISTAKES, ids=[f"{mistake.exercise.name}-{mistake.name}" for mistake in MISTAKES]
)
def test_mistake_is_caught_by_the_test_it_names(
    world: World, mistake: Mistake, record_property: pytest.RecordProperty
) -> None:
    test = {test.name: test for test in grader_tests(mistake.exercise)}[mistake.caught_by]
    kata = kata_program(mistake.exercise, mistake.source)
    begin = time.perf_counter()
    judgement = model_test(world, kata, grader_program(mistake.exercise), test).judge()
    took = time.perf_counter() - begin
    assert judgement.verdict is not None, f"not caught in {judgement.exploration.runs} runs"
    assert judgement.verdict.kind.value == mistake.verdict, judgement.verdict
    assert judgement.exploration.runs <= RUNS
    record_property("runs", judgement.exploration.runs)
    record_property("milliseconds", round(took * 1000, 1))


@pytest.mark.parametrize(
    ("exercise", "path"),
    ALTERNATIVES,
    ids=[f"{exercise.name}-{path.stem}" for exercise, path in ALTERNATIVES],
)
def test_every_correct_solution_passes_every_test(
    world: World, exercise: Exercise, path: Path, record_property: pytest.RecordProperty
) -> None:
    kata = kata_program(exercise, path.read_bytes())
    grader = grader_program(exercise)
    begin = time.perf_counter()
    runs = 0
    for test in grader_tests(exercise):
        if test.in_model:
            judgement = model_test(world, kata, grader, test).judge()
            assert judgement.verdict is None, (test.name, judgement.verdict)
            runs += judgement.exploration.runs
    record_property("runs", runs)
    record_property("milliseconds", round((time.perf_counter() - begin) * 1000, 1))


def test_every_exercise_has_two_more_correct_solutions() -> None:
    for exercise in exercises():
        folder = ROOT / "tests" / "alternatives" / exercise.chapter / exercise.name
        assert len(list(folder.glob("*.py"))) >= 2, exercise.label
