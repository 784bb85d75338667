"""What is known of each exercise at the end of a session, in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class ExerciseTally:
    """What has been found of one exercise.

    Attributes:
        right: tests that are right in the model.
        wrong: tests that are not.
        to_do: tests that came upon a part that is still to do.
        interleavings: how many were tried of the tests that are right.
        all_of_them: whether those are all that can differ in outcome.
        real_runs: runs on real threads that were right.
        not_right: names of the tests that are wrong or to do.
        problem: why the file cannot be graded at all; empty if it can.
    """

    chapter: str
    name: str
    file: Path
    right: int = 0
    wrong: int = 0
    to_do: int = 0
    interleavings: int = 0
    all_of_them: bool = True
    real_runs: int = 0
    not_right: set[str] = field(default_factory=set)
    problem: str = ""
    problem_is_to_do: bool = False

    def right_in_model(self, interleavings: int, *, all_of_them: bool) -> None:
        """Note that a test is right in so many interleavings."""
        self.right += 1
        self.interleavings += interleavings
        self.all_of_them = self.all_of_them and all_of_them

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong and nothing is to do."""
        return not self.wrong and not self.to_do and not self.problem


def summary_lines(tallies: Sequence[ExerciseTally], here: Path) -> list[tuple[str, dict[str, Any]]]:
    """Lines for the terminal, each with how to mark it up.

    Arguments:
        tallies: in the order in which to show them.
        here: paths are shown relative to this folder.
    """
    lines: list[tuple[str, dict[str, Any]]] = []
    chapter = ""
    width = max(len(tally.name) for tally in tallies)
    for tally in tallies:
        if tally.chapter != chapter:
            chapter = tally.chapter
            lines.append((chapter, {"bold": True}))
        name = tally.name.ljust(width)
        path = tally.file
        if path.is_relative_to(here):
            path = path.relative_to(here)
        if tally.problem:
            if tally.problem_is_to_do:
                lines.append((f"  · {name}  to do: {tally.problem}", {"yellow": True}))
            else:
                lines.append((f"  ✗ {name}  wrong: {tally.problem}", {"red": True}))
        elif tally.wrong:
            of = tally.right + tally.wrong + tally.to_do
            lines.append((f"  ✗ {name}  wrong: {tally.wrong} of {of} tests", {"red": True}))
        elif tally.to_do:
            done = f", {tally.right} tests are right already" if tally.right else ""
            lines.append((f"  · {name}  to do: {path}{done}", {"yellow": True}))
        else:
            lines.append((f"  ✓ {name}  {_right(tally)}", {"green": True}))
    return lines


def _right(tally: ExerciseTally) -> str:
    parts = []
    if tally.right:
        every = "all " if tally.all_of_them else ""
        number = f"{tally.interleavings:,}"
        noun = "interleaving" if tally.interleavings == 1 else "interleavings"
        parts.append(f"in {every}{number} {noun} of {tally.right} tests")
        if not tally.all_of_them:
            parts[-1] += " that were tried (there are more)"
    if tally.real_runs:
        parts.append(f"in {tally.real_runs} runs on real threads")
    return "right " + ", and ".join(parts)
