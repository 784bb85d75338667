"""What a report is about."""

from __future__ import annotations

from dataclasses import dataclass

from threadkata.explain.verdict import Verdict
from threadkata.model.trace import Trace


@dataclass(frozen=True, slots=True)
class Failure:
    """Everything that a report tells.

    Attributes:
        exercise: `04_condition/bounded_buffer`.
        title: the test's name in words.
        requirement: what the test asks for.
        verdict: what is wrong.
        trace: what happened; None if there was no run.
        tried: how many interleavings were tried until this one showed; 0 if it was asked for.
        command: makes exactly this interleaving happen again.
        explanation: what the grader has to say to whoever fails; may have several paragraphs.
        lessons: the folder of the chapters, as somebody in the current folder would write it.
    """

    exercise: str
    title: str
    requirement: str
    verdict: Verdict
    trace: Trace | None
    tried: int
    command: str
    explanation: str = ""
    lessons: str = "exercises"
