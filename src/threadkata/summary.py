"""What a session says at its end: each exercise in one line, or the hints for it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from threadkata.course import Exercise


@dataclass(slots=True)
class ExerciseTally:
    """What has been found of one exercise.

    Attributes:
        number: the exercise's place in the chapter.
        right: names of the tests that are right in the model, and not wrong on real threads.
        wrong: names of the tests that are not right.
        to_do: names of the tests that came upon a part that is still to do.
        alone: names of the tests in which there is but one thread.
        interleavings: how many were tried of the tests that are right.
        all_of_them: whether those are all that can differ in outcome.
        real_runs: runs on real threads that were right.
        problem: why the file cannot be graded at all; empty if it can.
    """

    chapter: str
    number: int
    name: str
    file: Path
    right: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    to_do: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    interleavings: int = 0
    all_of_them: bool = True
    real_runs: int = 0
    problem: str = ""
    problem_is_to_do: bool = False

    def right_in_model(self, test: str, interleavings: int, *, all_of_them: bool) -> None:
        """Note that a test is right in so many interleavings."""
        self.right.add(test)
        self.interleavings += interleavings
        self.all_of_them = self.all_of_them and all_of_them

    def is_wrong(self, test: str) -> None:
        """Note that a test is wrong, whatever has been found before."""
        self.right.discard(test)
        self.wrong.add(test)

    def is_to_do(self, test: str) -> None:
        """Note that a test came upon a part that is to do."""
        self.right.discard(test)
        self.to_do.add(test)

    def to_send(self) -> dict[str, Any]:
        """The tally in types that can be sent to another process; see `received`."""
        sent = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**sent, "file": str(self.file)}

    @classmethod
    def received(cls, sent: dict[str, Any]) -> ExerciseTally:
        """A tally that another process has sent."""
        return cls(**{**sent, "file": Path(sent["file"])})

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
            of = len(tally.right | tally.wrong | tally.to_do)
            tests = f"{len(tally.wrong)} of {_number(of, 'test')}"
            lines.append((f"  ✗ {name}  wrong: {tests}", {"red": True}))
        elif tally.to_do:
            right = len(tally.right)
            verb = "is" if right == 1 else "are"
            done = f", {_number(right, 'test')} {verb} right already" if right else ""
            lines.append((f"  · {name}  to do: {path}{done}", {"yellow": True}))
        else:
            lines.append((f"  ✓ {name}  {_right(tally)}", {"green": True}))
    return lines


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _right(tally: ExerciseTally) -> str:
    parts = []
    if tally.right:
        every = "all " if tally.all_of_them else ""
        interleavings = _number(tally.interleavings, "interleaving")
        parts.append(f"in {every}{interleavings} of {_number(len(tally.right), 'test')}")
        if not tally.all_of_them:
            parts[-1] += " that were tried (there are more)"
    if tally.real_runs:
        parts.append(f"in {_number(tally.real_runs, 'run')} on real threads")
    return "right " + ", and ".join(parts)


def hint_lines(exercise: Exercise, wanted: int, width: int) -> list[str]:
    """The first `wanted` hints for an exercise, in lines of at most `width` columns."""
    lines: list[str] = []
    width, rest = min(width, 100), " " * 5
    for number, hint in enumerate(exercise.hints[:wanted], 1):
        first = f"  {number}  "
        lines += textwrap.wrap(hint, width, initial_indent=first, subsequent_indent=rest)
    left = len(exercise.hints) - wanted
    if left > 0:
        lines.append(f"     {_number(left, 'hint')} left: --hint={wanted + 1}")
    return lines
