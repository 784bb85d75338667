"""The reports on known mistakes, for tests that look at what they say."""

from __future__ import annotations

from graders import grader_program, kata_program, load_grader, model_test
from known_mistakes import MISTAKES, Mistake

from threadkata.explain.failure import Failure
from threadkata.judging import Judgement
from threadkata.model.world import World


def known(label: str, name: str) -> Mistake:
    """One of the known mistakes: of the exercise `03_lock/counter`, `no-lock`."""
    return next(m for m in MISTAKES if (m.exercise.label, m.name) == (label, name))


def failure_of(world: World, mistake: Mistake) -> Failure:
    """What a report on a mistake is about."""
    kata = kata_program(mistake.exercise, mistake.source)
    grader = grader_program(mistake.exercise)
    return failure_in(model_test(world, kata, grader, mistake.test).judge(), mistake)


def failure_in(judgement: Judgement, mistake: Mistake) -> Failure:
    """The same where the mistake has been judged."""
    exercise, test = mistake.exercise, mistake.test
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
