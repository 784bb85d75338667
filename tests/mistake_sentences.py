"""Writes `tests/sentences/*.toml`: what is said of each known mistake, and whether it has a name.

python tests/mistake_sentences.py
"""

from __future__ import annotations

import functools
import json
import tomllib
from collections import defaultdict
from typing import Any

from graders import ROOT, grader_program, kata_program, model_test
from known_mistakes import MISTAKES, Mistake

from threadkata.explain.patterns import recognise
from threadkata.explain.sentence import explain
from threadkata.explain.verdict import Kind
from threadkata.judging import Judgement
from threadkata.model.world import World

FOLDER = ROOT / "tests/sentences"
HEAD = """\
# What a learner is told of each mistake of this chapter: the verdict in words, and, where it is one
# that can be recognised, the mistake by name. `python tests/mistake_sentences.py` writes this anew.
"""


def said_of(judgement: Judgement) -> dict[str, str]:
    """The sentences of a report."""
    verdict = judgement.verdict
    assert verdict is not None
    trace = judgement.replayed.trace if judgement.replayed is not None else None
    told = explain(verdict, trace)
    if verdict.kind in (Kind.WRONG_RESULT, Kind.EXCEPTION):
        # What follows is pytest's or Python's, and differs between versions.
        told = told.partition("\n")[0]
    said = {"told": told}
    pattern = recognise(verdict, trace)
    if pattern is not None:
        said |= {"name": pattern.name, "sentence": pattern.sentence}
        if pattern.lesson is not None:
            said["lesson"] = f"{pattern.lesson.chapter}: {pattern.lesson.section}".rstrip(": ")
    return said


@functools.cache
def _chapter(chapter: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{chapter}.toml").read_text(encoding="utf-8"))


def pinned(mistake: Mistake) -> dict[str, str]:
    """What the files say is said of a mistake."""
    entry: dict[str, str] = _chapter(mistake.exercise.chapter)[mistake.exercise.name][mistake.name]
    return entry


def entry(world: World, mistake: Mistake) -> str:
    """The part of a file that is about one mistake."""
    kata = kata_program(mistake.exercise, mistake.source)
    test = model_test(world, kata, grader_program(mistake.exercise), mistake.test)
    lines = [f"\n# {mistake.says}", f"[{mistake.exercise.name}.{mistake.name}]"]
    for key, value in said_of(test.judge()).items():
        lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    world = World()
    texts: dict[str, str] = defaultdict(lambda: HEAD)
    for mistake in MISTAKES:
        if mistake.test.in_model:
            texts[mistake.exercise.chapter] += entry(world, mistake)
    FOLDER.mkdir(exist_ok=True)
    for chapter, text in texts.items():
        (FOLDER / f"{chapter}.toml").write_text(text, encoding="utf-8")
