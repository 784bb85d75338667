"""What an assert looks at is shared state, also in the form into which pytest rewrites it."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.assertion.rewrite import rewrite_asserts

from threadkata.explain.verdict import Kind
from threadkata.judging import RUN, ModelTest
from threadkata.model.program import Program
from threadkata.model.world import World

SOURCE = """
class Box:
    def __init__(self):
        self.full = False
        self.items = []
        self.inner = self

def fill(box):
    box.full = True
    box.items.append(1)
    box.full = False
    box.items.clear()

def test_nobody_sees_the_box_full(run):
    box = Box()

    def look():
        assert {condition}

    run(lambda: fill(box), look)
"""


@pytest.mark.parametrize(
    "condition",
    [
        "not box.full",
        "not box.inner.full",
        "not box.inner.inner.full",
        "box.inner.full == False",
        "box.inner.items == []",
        "1 not in box.inner.items",
        "not box.inner.items",
        "len(box.inner.items) == 0",
        "box.inner.items.count(1) == 0",
        "not box.inner.items and not box.inner.full",
        "[*box.inner.items] == []",
        "(lambda: box)().full is False",
    ],
)
def test_an_assert_in_a_thread_is_tried_between_two_changes(condition: str) -> None:
    source = SOURCE.format(condition=condition).encode()
    grader = Program.from_source(source, Path("test_box.py"), "test_box", rewrite_asserts)
    kata = Program.from_source(b"", Path("box.py"), "box")
    test = ModelTest(World(), kata, grader, "test_nobody_sees_the_box_full", {"run": RUN})
    verdict = test.judge().verdict
    assert verdict is not None, "the box was never seen full"
    assert verdict.kind is Kind.WRONG_RESULT
