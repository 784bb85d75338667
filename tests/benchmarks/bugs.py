"""Writes `docs/benchmarks.md`: how soon mistakes are found, beside what is published.

    python tests/benchmarks/bugs.py

Every figure on that page is the same on every machine and in every run.
"""

from __future__ import annotations

import functools
import statistics
import sys
from pathlib import Path

from catalogue import KERNELS, SCTBENCH, Entry
from judged import LIMIT, Alone, Arm, arms, judged, said
from published import COLUMNS, PUBLISHED
from tables import table

from threadkata.model.world import World

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs/benchmarks.md"
SEEDS = range(1, 21)
"""The seeds of the samplers; the published figures are means of as many trials."""
HOPELESS = 2
"""Seeds in a row that find nothing in LIMIT runs, after which the others are not tried."""

INTRODUCTION = f"""\
# How soon mistakes are found

`python tests/benchmarks/bugs.py` writes this page anew. Every figure on it is the same on every
machine; the tests of the suite check those that are quick to find out.

## SCTBench

Ports of the programs of [SCTBench](https://github.com/mc-imperial/sctbench) (Thomson, Donaldson and
Betts, PPoPP 2014) to Python's `threading`, with as many threads as published, in
`tests/benchmarks/sctbench/`; each says where it comes from. *Runs* is how many interleavings
threadkata tries until it finds the mistake: all its strategies together, as in an exercise, up to
{LIMIT:,} runs. Beside it are the schedules to the first bug that are published with SURW (Zhao,
Wolff, Mathur and Roychoudhury, ASPLOS 2025), each the mean of twenty trials of at most {LIMIT:,};
in parentheses, how many of those found it at all.

The columns are not measured alike: the published tools run C programs, in which the main thread
starts one thread after the other and each start is an event. Here a start is no point at which to
switch, since nobody can notice it, and a call of a primitive is one operation.
"""

ALONE = f"""\
## Each strategy alone

Runs until the first wrong one, of at most {LIMIT:,}. For strategies that sample, the mean over
twenty seeds; in parentheses how many of the seeds found it, where not all did. Where the first
{HOPELESS} seeds find nothing, the others are not tried. threadkata puts these together: the proof
where it is short, and what finds mistakes sooner where it is not.
"""

KERNELS_TEXT = """\
## Kernels

The classic mistakes, each as small as it can be, in `tests/benchmarks/kernels/`; and right
programs, where *runs* is the number of interleavings that matter: all of them have been tried.
"""


def together(world: World, entry: Entry) -> tuple[str, str, int]:
    """What all strategies together say: the verdict, the number of runs, and who decided."""
    judgement = judged(world, entry)
    return said(judgement), judgement.exploration.decided_by, judgement.exploration.runs


def alone(world: World, entry: Entry, arm: Arm) -> str:
    """The cell of one program and one strategy."""
    program = Alone(world, entry)
    if not arm.samples:
        runs = program.runs_to_the_first_bug(lambda: arm.begin(1))
        return "never" if runs is None else f"{runs:,}"
    found: list[int] = []
    for tried, seed in enumerate(SEEDS):
        if tried == HOPELESS and not found:
            return "never"
        runs = program.runs_to_the_first_bug(lambda seed=seed: arm.begin(seed))
        if runs is not None:
            found.append(runs)
    mean = statistics.fmean(found)
    shown = f"{mean:.1f}" if mean < 10 else f"{mean:,.0f}"
    return shown if len(found) == len(SEEDS) else f"{shown} ({len(found)})"


def medians(runs: dict[str, int]) -> list[str]:
    """The medians over the programs with published figures: ours, and that of each column.

    A program that is never found counts as more than any other; one without a figure does not
    count.
    """
    cells = [f"{statistics.median(runs[name] for name in PUBLISHED):g}"]
    for column in COLUMNS:
        figures = [published.number(column) for published in PUBLISHED.values()]
        cells.append(f"{statistics.median(f for f in figures if f is not None):g}")
    return cells


def sctbench(world: World) -> str:
    """The table of all strategies together, beside what is published."""
    rows: list[list[object]] = []
    runs: dict[str, int] = {}
    for entry in SCTBENCH:
        print(entry.name, file=sys.stderr, flush=True)
        verdict, arm, runs[entry.name] = together(world, entry)
        size = Alone(world, entry)
        size.runs_to_the_first_bug(lambda: arms()[0].begin(1), limit=1)
        known = PUBLISHED.get(entry.name)
        sizes = (known.threads, known.steps) if known else ("", "")
        figures = [known.runs[column].replace("(", " (") if known else "" for column in COLUMNS]
        measured = (size.threads, size.operations, f"{runs[entry.name]:,}")
        rows.append([entry.name, verdict, arm, *sizes, *measured, *figures])
    rows.append(["**median**", *[""] * 6, *medians(runs)])
    heading = ("program", "verdict", "found by", "threads, published", "steps, published")
    heading += ("threads", "operations of the first run", "runs", *COLUMNS)
    return table(heading, rows, words=3)


def strategies(world: World) -> str:
    """The table of each strategy alone."""
    found = arms()
    rows = []
    for entry in SCTBENCH:
        print(f"{entry.name}, alone", file=sys.stderr, flush=True)
        rows.append([entry.name, *(alone(world, entry, arm) for arm in found)])
    return table(["program", *(arm.name for arm in found)], rows, words=1)


def kernels(world: World) -> str:
    """The table of the kernels."""
    rows = []
    for entry in KERNELS:
        verdict, arm, runs = together(world, entry)
        rows.append([entry.name, entry.says, verdict, arm, f"{runs:,}"])
    return table(("kernel", "what it is", "verdict", "decided by", "runs"), rows, words=4)


def whole_page() -> str:
    """The whole page."""
    world = World()
    parts = (INTRODUCTION, sctbench(world), ALONE, strategies(world), KERNELS_TEXT, kernels(world))
    return "\n".join(parts)


@functools.cache
def written_down(page: Path = PAGE) -> dict[str, dict[str, dict[str, str]]]:
    """What a page says: for each section, for each row by its first cell, the cells by column."""
    sections: dict[str, dict[str, dict[str, str]]] = {}
    for part in page.read_text(encoding="utf-8").split("\n## ")[1:]:
        rows = [
            [cell.strip() for cell in line.strip("|").split(" | ")]
            for line in part.splitlines()
            if line.startswith("|")
        ]
        sections[part.partition("\n")[0]] = {
            row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[2:]
        }
    return sections


if __name__ == "__main__":
    PAGE.write_text(whole_page(), encoding="utf-8")
