"""Every program in a lesson runs, and prints what the lesson says it prints."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from graders import ROOT
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser

#: Seconds after which a lesson's program has hung.
LIMIT = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A program in a lesson, and the output that stands below it."""

    lesson: Path
    line: int
    program: str
    output: str

    def __str__(self) -> str:
        return f"{self.lesson.parent.name}:{self.line}"


def programs() -> Iterator[Shown]:
    languages = ("python", "text")
    sybil = Sybil([CodeBlockParser(language, lambda example: None) for language in languages])
    for lesson in sorted((ROOT / "exercises").glob("*/README.md")):
        blocks = list(sybil.parse(lesson).examples())
        kinds = [example.region.lexemes["arguments"] for example in blocks]
        for number, (kind, block) in enumerate(zip(kinds, blocks, strict=True)):
            if kind == "python":
                follows = number + 1 < len(blocks) and kinds[number + 1] == "text"
                output = blocks[number + 1].parsed if follows else ""
                yield Shown(lesson, block.line, block.parsed, output)


PROGRAMS = list(programs())


@pytest.mark.parametrize("shown", PROGRAMS, ids=str)
def test_program_in_a_lesson_prints_what_is_shown(shown: Shown, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", shown.program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=LIMIT,
    )
    assert done.returncode == 0, done.stderr
    printed = [line.rstrip() for line in done.stdout.rstrip().splitlines()]
    assert printed == [line.rstrip() for line in shown.output.rstrip().splitlines()], done.stderr


def test_every_lesson_has_programs() -> None:
    folders = {path.parent for path in (ROOT / "exercises").glob("*/chapter.toml")}
    assert folders == {shown.lesson.parent for shown in PROGRAMS}
