"""Writes `docs/peers.md`: what other tools cannot run or get wrong.

    python tests/benchmarks/wrong_answers.py --make-peers DIR       makes DIR, with the peers in it
    python tests/benchmarks/wrong_answers.py --peers DIR/bin/python uses it again

Each answer comes from a process of its own, one after the other.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from catalogue import KERNELS, SCTBENCH, Entry
from compare import ASK_VERSIONS, add_peers, make_peers
from judged import judged, said
from peer_answer import (
    CANNOT_RUN,
    INCONCLUSIVE,
    NO_ANSWER,
    NOTHING_FOUND,
    RIGHT,
    SCHEDULES,
    TOOLS,
    Answer,
)
from tables import table

from threadkata.model.world import World

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs/peers.md"
LIMIT = 60
"""Seconds after which a tool is said to give no answer."""
OURS: Final = "threadkata"
THREADS: Final = 6
"""Programs with more threads than that are not tried here."""

HANGS: Final = ("deadlock", "lost wakeup", "lock left held")
WRONG_RIGHT: Final = "wrong “right”"
WRONG_WRONG: Final = "wrong “wrong”"
WRONG_REASON: Final = "another mistake"
MISSED: Final = "missed"
FOUND: Final = "found"
PROVED: Final = "proved right"
CLASSES: Final = (
    FOUND, PROVED, NOTHING_FOUND, MISSED, WRONG_RIGHT, WRONG_WRONG, WRONG_REASON, INCONCLUSIVE,
    CANNOT_RUN, NO_ANSWER,
)  # fmt: skip

TEXT = """\
# What other tools make of the same programs

The kernels of [benchmarks.md](benchmarks.md) and its programs of at most {threads} threads, given
to two other tools that control the threads of a Python program: {versions}.
interleave-test samples, here {schedules:,} schedules from seed 1. frontrun says that a program is
right when it has tried all schedules with at most two preemptions (its default), or all. Each is
used as its documentation shows, and has {limit} seconds for a program.

`python tests/benchmarks/wrong_answers.py --make-peers DIR` writes this page anew. What threadkata
says is the same on every machine; the others' answers are what came out this time.

## In sum

- *{found}*: a wrong program is called wrong, with a mistake that it has.
- *{proved}*: a right program, in all interleavings that the tool means to try.
- *{nothing}*: a right program, in the schedules that were sampled. *{missed}*: a wrong one.
- *{wrong_right}*: a wrong program is called right.
- *{wrong_wrong}*: a right program is called wrong.
- *{reason}*: a wrong program is called wrong, with a mistake that it does not have.
- *{inconclusive}*, *{cannot}*, *{no}* (within {limit} seconds): as the tool says, or does not.
"""

BY_PROGRAM = """\
## Program by program

With the number of schedules in parentheses, and what is wrong in bold.
"""


def ask(python: str, tool: str, entry: Entry) -> Answer:
    """What a tool says of a program."""
    wrapper = [python, "-m", "frontrun.cli"] if tool.startswith("frontrun") else []
    command = [*wrapper, python, str(HERE / "peer_answer.py"), tool, entry.name]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        said, wrote = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return Answer(NO_ANSWER)
    lines = [line for line in said.splitlines() if line.startswith("{")]
    if lines:
        return Answer.read(lines[-1])
    return Answer(CANNOT_RUN, 0, (wrote.strip().splitlines() or [""])[-1])


def judge(entry: Entry, answer: Answer) -> str:
    """Which of CLASSES an answer belongs to."""
    if answer.says in (INCONCLUSIVE, CANNOT_RUN, NO_ANSWER):
        return answer.says
    if entry.expected == "nothing":
        return {RIGHT: PROVED, NOTHING_FOUND: NOTHING_FOUND}.get(answer.says, WRONG_WRONG)
    if answer.says == RIGHT:
        return WRONG_RIGHT
    if answer.says == NOTHING_FOUND:
        return MISSED
    hangs = answer.says in ("deadlock", "hang", *HANGS)
    fits = hangs if entry.expected in HANGS else answer.says == entry.expected
    return FOUND if fits else WRONG_REASON


def ours(world: World, entry: Entry) -> Answer:
    """What threadkata says. In how many runs, `bugs.py` writes down."""
    judgement = judged(world, entry)
    says = said(judgement)
    if says == "nothing":
        says = RIGHT if judgement.exploration.exhausted else NOTHING_FOUND
    return Answer(says)


def main() -> None:
    """Ask every tool about every program, and write down what it says."""
    parser = argparse.ArgumentParser(description="What other tools make of the same programs.")
    add_peers(parser)
    options = parser.parse_args()
    python = options.peers or make_peers(options.make_peers)
    versions = subprocess.run(
        [python, "-c", ASK_VERSIONS], capture_output=True, text=True, check=True
    ).stdout.strip()
    world = World()
    tools = (OURS, *TOOLS)
    counts = {tool: Counter[str]() for tool in tools}
    rows = []
    for entry in (*KERNELS, *SCTBENCH):
        if len(entry.program().threads()) + 1 > THREADS:
            continue
        cells = []
        for tool in tools:
            answer = ours(world, entry) if tool == OURS else ask(python, tool, entry)
            verdict = judge(entry, answer)
            counts[tool][verdict] += 1
            shown = f"{answer.says} ({answer.schedules:,})" if answer.schedules else answer.says
            cells.append(shown if verdict in (FOUND, PROVED, NOTHING_FOUND) else f"**{shown}**")
            print(entry.name, tool, verdict, answer, sep=" | ", file=sys.stderr, flush=True)
        rows.append([entry.name, entry.expected, *cells])
    summary = [[tool, *(counts[tool][name] or "" for name in CLASSES)] for tool in tools]
    PAGE.write_text(
        "\n".join(
            (
                TEXT.format(
                    threads=THREADS,
                    versions=versions,
                    schedules=SCHEDULES,
                    limit=LIMIT,
                    found=FOUND,
                    proved=PROVED,
                    nothing=NOTHING_FOUND,
                    missed=MISSED,
                    wrong_right=WRONG_RIGHT,
                    wrong_wrong=WRONG_WRONG,
                    reason=WRONG_REASON,
                    inconclusive=INCONCLUSIVE,
                    cannot=CANNOT_RUN,
                    no=NO_ANSWER,
                ),
                table(["tool", *CLASSES], summary, words=1),
                BY_PROGRAM,
                table(["program", "to find", *tools], rows, words=2 + len(tools)),
            )
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
