"""All outcomes of a program are found, with a schedule for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadkata.model.ending import Ending
from threadkata.model.program import Program
from threadkata.model.world import World
from threadkata.search.explore import replay
from threadkata.search.outcomes import Outcome, outcomes_of

COUNTER = """
import threading

class Box:
    n = 0

def main():
    box = Box()
    def work():
        box.n += 1
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return box.n
"""
DEADLOCK = """
import threading

def main():
    a, b = threading.Lock(), threading.Lock()
    def other():
        with b, a:
            pass
    thread = threading.Thread(target=other, name="other")
    thread.start()
    with a, b:
        pass
    thread.join()
    return "met nobody"
"""
ERRORS = """
import threading

def main():
    items = [1]
    thread = threading.Thread(target=lambda: items.pop(), name="taker")
    thread.start()
    items.pop()
    thread.join()
"""


def test_a_lost_update_and_no_other() -> None:
    found = outcomes_of(COUNTER)
    assert found.exhausted
    assert {outcome.value for outcome in found.schedules} == {1, 2}


def test_a_deadlock_is_an_outcome_that_names_who_waits() -> None:
    found = outcomes_of(DEADLOCK)
    assert set(found.schedules) == {
        Outcome(Ending.DONE, "met nobody"),
        Outcome(Ending.STUCK, waiting=("MainThread", "other")),
    }


def test_whoever_comes_second_raises() -> None:
    assert set(outcomes_of(ERRORS).schedules) == {
        Outcome(Ending.FAILED, error="IndexError"),
        Outcome(Ending.DONE, died=(("taker", "IndexError"),)),
    }


@pytest.mark.parametrize("source", [COUNTER, DEADLOCK, ERRORS])
def test_its_schedule_makes_each_outcome_happen_again(source: str) -> None:
    program = Program.from_source(source.encode(), Path("again.py"), "again")
    for outcome, schedule in outcomes_of(source).schedules.items():
        world = World()
        replayed = replay(
            world,
            lambda world=world: world.load(program).main(),
            lambda world, ending: ending,
            schedule,
            [program],
        )
        assert replayed.fits
        assert replayed.found is outcome.ending


def test_a_search_that_was_cut_short_does_not_claim_to_know_all() -> None:
    assert not outcomes_of(COUNTER, runs=1).exhausted


def test_time_limits_run_out_early_in_hasty_time() -> None:
    source = COUNTER.replace("box.n += 1", "import time; time.sleep(box.n); box.n = box.n + 1")
    assert outcomes_of(source, hasty=True).exhausted


def test_a_value_that_cannot_be_told_apart_is_refused() -> None:
    with pytest.raises(TypeError, match="not hashable"):
        outcomes_of("def main():\n    return []\n")
