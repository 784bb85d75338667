"""Programs like those in `tests/forms/`, put together at random from `random_forms.toml`.

A program is about one or two subjects, each a thing that threads share. A phrase is an expression
or a statement in which `<E>` stands for any other expression, `<A>` for a short one, `<C>` for a
condition and `<S>` for a statement.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Final

from corpus import FORMS, Form
from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that threads share.

    Attributes:
        setup: the lines that make it.
        short: short expressions that read it.
        values: longer ones, which may change it.
        changes: statements that change it, or look at all of it.
        outcome: an expression that tells what has become of it.
    """

    setup: str
    short: list[str]
    values: list[str]
    changes: list[str]
    outcome: str


_FILE: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
SUBJECTS: Final = [Subject(**entry) for entry in _FILE["subject"]]
#: Phrases about any subject.
GENERAL: Final[dict[str, list[str]]] = _FILE["general"]

_HOLE: Final = re.compile("<([EACS])>")
_IMPORTS: Final = """
import array, bisect, collections, contextlib, copy, dataclasses, functools, heapq
import itertools, json, operator, struct, types
"""
_TOLD: Final = """
def told(look):
    try:
        return repr(look())
    except Exception as error:
        return type(error).__name__
"""


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Programs with two threads, of up to three statements each."""
    numbers = st.lists(st.integers(0, len(SUBJECTS) - 1), min_size=1, max_size=2, unique=True)
    subjects = [SUBJECTS[number] for number in draw(numbers)]
    kinds = {
        "A": [short for subject in subjects for short in subject.short] + ["1", "2"],
        "E": [value for subject in subjects for value in subject.values],
        "C": GENERAL["conditions"],
        "S": [change for subject in subjects for change in subject.changes],
    }
    general = {"E": GENERAL["values"], "S": GENERAL["changes"]}

    def phrase(kind: str, depth: int) -> str:
        if kind == "E" and (not depth or draw(st.booleans())):
            kind = "A"
        chosen = kinds[kind]
        if kind in general and depth and not draw(st.integers(0, 2)):
            chosen = general[kind]
        lines = draw(st.sampled_from(chosen)).split("\n")
        return "\n".join(filled(line, depth) for line in lines)

    def filled(line: str, depth: int) -> str:
        margin = line[: len(line) - len(line.lstrip())]

        def fill(hole: re.Match[str]) -> str:
            return phrase(hole[1], max(depth - 1, 0)).replace("\n", f"\n{margin}")

        return _HOLE.sub(fill, line)

    def body() -> str:
        statements = draw(st.integers(1, 3))
        return indent("\n".join(phrase("S", 2) for _ in range(statements)), " " * 8)

    setup = "\n".join(subject.setup for subject in subjects)
    variables = ", ".join(re.findall(r"^(?:def )?(\w+(?:, \w+)*)(?: =|\()", setup, re.MULTILINE))
    threads = "".join(
        f"def {name}():\n    global {variables}\n    log = []\n    try:\n{body()}\n"
        "    except Exception as error:\n        log.append(type(error).__name__)\n"
        "    return log\n"
        for name in ("one", "two")
    )
    outcomes = ", ".join(f"told(lambda: ({subject.outcome}))" for subject in subjects)
    source = f"{_IMPORTS}{setup}\n{threads}{_TOLD}def outcome():\n    return {outcomes}\n"
    return Form("made up", FORMS / "made_up.py", source)
