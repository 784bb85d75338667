"""What a thread learns of another that a third one starts: every order is tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadkata.judging import RUN, ModelTest
from threadkata.model.ending import Ending
from threadkata.model.program import Program
from threadkata.model.world import World
from threadkata.search.dpor import SourceDpor

SOURCE = """
import threading

def test_look(run, seen):
    worker = threading.Thread(target=lambda: None)

    def start(who):
        try:
            worker.start()
        except RuntimeError:
            return who + " comes too late"
        return who

    def join():
        try:
            worker.join()
        except RuntimeError:
            return "not started"
        return "ended"

    def alive_after_join():
        try:
            worker.join(0)
        except RuntimeError:
            return "not started"
        return worker.is_alive()

    def look():
        seen.append({look})

    run(lambda: start("one"), look)
"""


@pytest.mark.parametrize(
    ("look", "outcomes"),
    [
        ("worker.is_alive()", {True, False}),
        ("worker.ident is None", {True, False}),
        ("join()", {"not started", "ended"}),
        ("alive_after_join()", {"not started", True, False}),
        ('start("two")', {"two", "two comes too late"}),
        ("threading.active_count()", {2, 3, 4}),
        ("len(threading.enumerate())", {2, 3, 4}),
    ],
)
def test_every_order_of_start_look_and_end_is_tried(look: str, outcomes: set[object]) -> None:
    seen: list[object] = []
    grader = Program.from_source(SOURCE.format(look=look).encode(), Path("test_look.py"), "look")
    kata = Program.from_source(b"", Path("kata.py"), "kata")
    world = World()
    test = ModelTest(world, kata, grader, "test_look", {"run": RUN, "seen": seen})
    world.begin_exploration([kata, grader])
    strategy, found = SourceDpor(), set[object]()
    while strategy.begin_run():
        seen.clear()
        ending = world.run(test.main, strategy.choose)
        if ending is Ending.BEGIN_AGAIN:
            strategy = SourceDpor()
            found.clear()
            continue
        found.update(seen)
        strategy.end_run(world.scheduler)
    assert strategy.exhausted
    assert found == outcomes
