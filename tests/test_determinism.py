"""The same code gets the same verdict, by the same schedule, in every process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from repetitions import Verdicts, differences, judge
from thoroughness import ALL_NIGHT, THOROUGH

from threadkata.model.program import Program
from threadkata.model.threads import VirtualThread
from threadkata.model.world import World

#: One mistake of so many is judged.
STEP = 1 if ALL_NIGHT else 14 if THOROUGH else 28


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


def test_a_run_that_is_cut_short_leaves_no_setting_of_the_process_behind() -> None:
    source = """
import sys, threading

def main():
    def deep():
        sys.setrecursionlimit(sys.getrecursionlimit() + 1000)
        threading.Event().wait()
    threading.Thread(target=deep).start()
"""
    former = sys.getrecursionlimit()
    world, program = World(), Program.from_source(source.encode(), Path("deep.py"), "deep")
    world.run(lambda: world.load(program).main(), lambda enabled, current: enabled[0])
    assert sys.getrecursionlimit() == former


def test_hash_seeds_and_processes_make_no_difference() -> None:
    found = [judge(sys.executable, hash_seed, 1, STEP) for hash_seed in (1, 2)]
    assert len(found[0].kinds) > 40
    assert "right" not in found[0].kinds.values()
    assert not differences(found)


def test_a_difference_is_told() -> None:
    one = Verdicts("python", {"a": "deadlock", "b": "exception"}, {"a": "1", "b": "2"})
    other = Verdicts("python", {"a": "livelock", "b": "exception"}, {"a": "1", "b": "3"})
    elsewhere = Verdicts("python3", one.kinds, {"a": "4", "b": "differs"})
    assert differences([one, other, elsewhere]) == [
        "a: the verdict is deadlock or livelock",
        "b: not the same every time with python",
        "b: not the same every time with python3",
    ]
