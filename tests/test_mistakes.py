"""Every known mistake is caught, by the test it names and with the verdict it names."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from graders import (
    ROOT,
    exercises,
    grader_program,
    grader_tests,
    kata_program,
    kind_on_threads,
    model_test,
)
from known_mistakes import MISTAKES, Mistake
from mistake_sentences import pinned, said_of
from mistake_table import documented
from thoroughness import THOROUGH, some

from threadkata.course import Exercise
from threadkata.explain.pattern import LESSONS
from threadkata.model.world import World
from threadkata.search.explore import DEFAULT_BUDGET, Budget

#: Runs in which a mistake must be caught.
RUNS = 200
#: How much of an alternative solution is tried: all that is tried of a learner's, or not quite so
#: much of those few that have too many interleavings for a proof.
ENOUGH = (
    DEFAULT_BUDGET if THOROUGH else Budget(samples=16, proof=150, operations=8_000, more_samples=32)
)


def test_every_lesson_that_a_report_names_is_there() -> None:
    assert len(LESSONS) > 15
    for lesson in LESSONS:
        text = (ROOT / "exercises" / lesson.chapter / "README.md").read_text(encoding="utf-8")
        assert not lesson.section or f"\n## {lesson.section}\n" in text, lesson


def alternatives() -> Iterator[tuple[Exercise, Path]]:
    for exercise in exercises():
        yield exercise, exercise.file_in(ROOT / "solutions")
        folder = ROOT / "tests" / "alternatives" / exercise.chapter / exercise.name
        for path in sorted(folder.glob("*.py")):
            yield exercise, path


TRIED = some(MISTAKES, 8)
#: The solutions themselves are judged by `test_course.py`, too.
ALTERNATIVES = some(list(alternatives()), 20)


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.mark.parametrize(
    "mistake", TRIED, ids=[f"{mistake.exercise.name}-{mistake.name}" for mistake in TRIED]
)
def test_mistake_is_caught_by_the_test_it_names(
    world: World,
    mistake: Mistake,
    tmp_path_factory: pytest.TempPathFactory,
    record_property: pytest.RecordProperty,
) -> None:
    test = mistake.test
    if not test.in_model:
        path = mistake.exercise.file_in(tmp_path_factory.mktemp("mistake"))
        path.parent.mkdir()
        path.write_bytes(mistake.source)
        kind = kind_on_threads(mistake.exercise, path, test)
        assert kind is not None, "not caught"
        assert kind.value == mistake.verdict
        return
    kata = kata_program(mistake.exercise, mistake.source)
    begin = time.perf_counter()
    judgement = model_test(world, kata, grader_program(mistake.exercise), test).judge()
    took = time.perf_counter() - begin
    assert judgement.verdict is not None, f"not caught in {judgement.exploration.runs} runs"
    assert judgement.verdict.kind.value == mistake.verdict, judgement.verdict
    assert judgement.exploration.runs <= RUNS
    row = documented()[mistake.exercise.label, mistake.name]
    assert row == (mistake.verdict, judgement.exploration.runs)
    assert said_of(judgement) == pinned(mistake)
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
    budget = ENOUGH if path.parent.name == exercise.name else DEFAULT_BUDGET
    begin = time.perf_counter()
    runs = 0
    for test in grader_tests(exercise):
        if test.in_model:
            judgement = model_test(world, kata, grader, test).judge(budget)
            assert judgement.verdict is None, (test.name, judgement.verdict)
            assert judgement.exploration.exhausted or path.parent.name == exercise.name, test.name
            runs += judgement.exploration.runs
        else:
            assert kind_on_threads(exercise, path, test) is None, test.name
    record_property("runs", runs)
    record_property("milliseconds", round((time.perf_counter() - begin) * 1000, 1))
