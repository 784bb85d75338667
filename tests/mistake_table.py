"""Writes `docs/mistakes.md`: what each known mistake is told as, and how soon it is found.

python tests/mistake_table.py
"""

from __future__ import annotations

import functools
import re
import time

from graders import ROOT, grader_program, kata_program, model_test
from known_mistakes import MISTAKES, Mistake

from threadkata.model.world import World

PAGE = ROOT / "docs/mistakes.md"
HEAD = """\
# Every known mistake, and how soon it is found

Each is a wrong answer to an exercise, as a learner might give it, and is caught by the test of the
exercise that it names. *Runs* is the number of interleavings that were tried until it showed; it is
the same every time, on every machine. *Milliseconds* are those of the machine on which this page
was made, and include a second run of the failing interleaving, in which the report is gathered.
Mistakes that only real threads can show have neither.

`python tests/mistake_table.py` writes this page anew.

| exercise | mistake | what it is | verdict | runs | milliseconds |
| --- | --- | --- | --- | --: | --: |
"""
_ROW = re.compile(r"\| (\S+) \| (\S+) \| .* \| ([a-z ]+) \| (\d*) \| [\d.]* \|$")


@functools.cache
def documented() -> dict[tuple[str, str], tuple[str, int | None]]:
    """For each mistake, as (exercise, name), its verdict and its number of runs on the page."""
    found: dict[tuple[str, str], tuple[str, int | None]] = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        row = _ROW.match(line)
        if row is not None:
            found[row[1], row[2]] = (row[3], int(row[4]) if row[4] else None)
    return found


def measured(world: World, mistake: Mistake) -> str:
    """The row of one mistake."""
    test = mistake.test
    runs = milliseconds = ""
    if test.in_model:
        kata = kata_program(mistake.exercise, mistake.source)
        judged = model_test(world, kata, grader_program(mistake.exercise), test)
        begin = time.perf_counter()
        runs = str(judged.judge().exploration.runs)
        milliseconds = f"{(time.perf_counter() - begin) * 1000:.1f}"
    says = mistake.says.replace("|", "\\|")
    cells = (mistake.exercise.label, mistake.name, says, mistake.verdict, runs, milliseconds)
    return "| " + " | ".join(cells) + " |\n"


if __name__ == "__main__":
    world = World()
    rows = [measured(world, mistake) for mistake in MISTAKES]
    PAGE.write_text(HEAD + "".join(rows), encoding="utf-8")
