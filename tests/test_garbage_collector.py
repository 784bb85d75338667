"""What the garbage collector calls in a thread is not taken for what the thread called."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from graders import ROOT, GraderTest, exercises, grader_tests, kind_on_threads

from threadkata.course import Exercise

WATCHING = [
    (exercise, test)
    for exercise in exercises()
    if exercise.name in ("count_calls", "profile_calls")
    for test in grader_tests(exercise)
]


@pytest.fixture
def _collects_all_the_time() -> Iterator[None]:
    def call(phase: str, info: object) -> None:
        """A function written in Python, called at each collection."""

    former = gc.get_threshold()
    gc.callbacks.append(call)
    gc.set_threshold(1)
    yield
    gc.set_threshold(*former)
    gc.callbacks.remove(call)


@pytest.mark.usefixtures("_collects_all_the_time")
@pytest.mark.parametrize(
    ("exercise", "test"), WATCHING, ids=[f"{e.name}-{test.name}" for e, test in WATCHING]
)
def test_a_solution_is_right_whenever_it_collects(exercise: Exercise, test: GraderTest) -> None:
    assert kind_on_threads(exercise, exercise.file_in(ROOT / "solutions"), test) is None
