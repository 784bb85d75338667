"""The wrong answers of `tests/mistakes/`, each with the test that must catch it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from graders import ROOT, GraderTest, exercises, grader_tests

from threadkata.course import Exercise


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer: an edit of the reference solution, or a file of its own."""

    exercise: Exercise
    name: str
    says: str
    source: bytes
    caught_by: str
    verdict: str

    @property
    def test(self) -> GraderTest:
        """The test that must catch it."""
        return next(t for t in grader_tests(self.exercise) if t.name == self.caught_by)


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
            yield Mistake(
                exercise,
                entry["name"],
                entry["says"],
                source,
                entry["caught_by"],
                entry["verdict"],
            )


MISTAKES = list(mistakes())


def source_of(label: str, name: str) -> str:
    """The text of one of them: of the exercise `03_lock/counter`, `no-lock`."""
    found = next(m for m in MISTAKES if (m.exercise.label, m.name) == (label, name))
    return found.source.decode()
