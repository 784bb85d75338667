"""The reports on known mistakes, for tests that look at what they say."""

from __future__ import annotations

from graders import grader_program, kata_program, load_grader, model_test
from known_mistakes import MISTAKES, Mistake

from threadkata.explain.failure import Failure
from threadkata.model.world import World


def known(label: str, name: str) -> Mistake:
    """One of the known mistakes: of the exercise `03_lock/counter`, `no-lock`."""
    return next(m for m in MISTAKES if (m.exercise.label, m.name) == (label, name))


def failure_of(world: World, mistake: Mistake) -> Failure:
    """What a report on a mistake is about."""
    exercise, test = mistake.exercise, mistake.test
    kata = kata_program(exercise, mistake.source)
    judgement = model_test(world, kata, grader_program(exercise), test).judge()
    assert judgement.verdict is not None
    assert judgement.replayed is not None
    documentation = getattr(load_grader(exercise), test.name).__doc__
    return Failure(
        exercise.label,
        test.name.removeprefix("test_").replace("_", " ").capitalize(),
        " ".join(documentation.partition("\n\n")[0].split()),
        judgement.verdict,
        judgement.replayed.trace,
        judgement.exploration.runs,
        f"pytest … --schedule={judgement.exploration.schedule}",
    )
