"""The same code gets the same verdict, by the same schedule, in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from threadkata.model.program import Program
from threadkata.model.threads import VirtualThread
from threadkata.model.world import World

TESTS = Path(__file__).parent

JUDGE = """
import sys
sys.path[:0] = [{source!r}, {tests!r}]
from graders import grader_program, kata_program, model_test
from known_mistakes import MISTAKES
from reports import failure_of
from threadkata.explain.terminal import render
from threadkata.model.world import World

world = World()
for mistake in MISTAKES[::{step}]:
    test = mistake.test
    if not test.in_model:
        continue
    kata = kata_program(mistake.exercise, mistake.source)
    judgement = model_test(world, kata, grader_program(mistake.exercise), test).judge()
    exploration = judgement.exploration
    print(mistake.name, judgement.verdict, exploration.schedule, exploration.runs)
    print(judgement.replayed.trace)
    print(render(failure_of(world, mistake)))
"""


#: One mistake of so many is judged; in the profile for a night, each.
STEP = 1 if settings.default and settings.default.max_examples > 5_000 else 7


def verdicts(hash_seed: str) -> str:
    script = JUDGE.format(source=str(TESTS.parent / "src"), tests=str(TESTS), step=STEP)
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    return ended.stdout


@pytest.mark.parametrize("statement", ["import random", "from random import random as draw"])
def test_random_numbers_are_the_same_in_every_run(statement: str) -> None:
    """Also where the module is executed once and serves for all runs."""
    source = f"{statement}\n\n\ndef number():\n    return {statement.split()[-1]}"
    source += ".random()\n" if statement.startswith("import") else "()\n"
    program = Program.from_source(source.encode(), Path("numbers.py"), "numbers")
    assert program.keeps_no_state
    world = World()
    numbers = []

    def main() -> None:
        numbers.append(world.load(program).number())

    def keep_going(enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        return current

    for _ in range(3):
        world.run(main, keep_going)
    assert len(numbers) == 3
    assert len(set(numbers)) == 1


def test_hash_seeds_and_processes_make_no_difference() -> None:
    first = verdicts("1")
    assert first.count("Verdict(") > 40
    assert verdicts("2") == first
