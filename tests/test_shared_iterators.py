"""Iterators that threads share; `threading` has its own for that, from Python 3.15 on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from threadkata.search.outcomes import outcomes_of

new = pytest.mark.skipif(sys.version_info < (3, 15), reason="there are none before 3.15")

PROGRAM = """
import threading

class Box:
    n = 0

def main():
    box, numbers, got = Box(), [1], {{"1": [], "2": []}}

    def count():
        while box.n < 3:
            old = box.n
            box.n = old + 1
            yield old

    def names():
        for _ in range(2):
            yield threading.current_thread().name

    def take(iterator):
        got[threading.current_thread().name].append(next(iterator, None))

    {body}
    threads = [
        threading.Thread(target=target, args=args, name=name)
        for name, (target, *args) in zip("12", work, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return str((got["1"], got["2"]))
"""
TAKEN_TWICE = {"([0], [1])", "([1], [0])"}


@pytest.mark.parametrize(
    ("body", "outcomes"),
    [
        pytest.param(
            "shared = count(); work = [(take, shared)] * 2",
            # One of them finds that the other one is in it, and dies.
            {*TAKEN_TWICE, "([0], [])", "([], [0])"},
            id="a generator",
        ),
        pytest.param(
            "shared = threading.serialize_iterator(count()); work = [(take, shared)] * 2",
            TAKEN_TWICE,
            id="serialize_iterator",
            marks=new,
        ),
        pytest.param(
            "shared = threading.synchronized_iterator(count)(); work = [(take, shared)] * 2",
            TAKEN_TWICE,
            id="synchronized_iterator",
            marks=new,
        ),
        pytest.param(
            "shared = threading.serialize_iterator(numbers)\n"
            "    next(shared)\n"
            "    work = [(take, shared), (numbers.append, 2)]",
            {"([2], [])", "([None], [])"},
            id="a list that grows meanwhile",
            marks=new,
        ),
        pytest.param(
            "work = [(take, each) for each in threading.concurrent_tee(names())]",
            # Whoever comes first takes the item for both.
            {"(['1'], ['1'])", "(['2'], ['2'])"},
            id="concurrent_tee",
            marks=new,
        ),
        pytest.param(
            "shared, _ = threading.concurrent_tee([1, 2]); work = [(take, shared)] * 2",
            # Each of its iterators is for one thread.
            {"([1], [2])", "([2], [1])", "([1], [1])"},
            id="one iterator of a tee for two threads",
            marks=new,
        ),
    ],
)
def test_all_outcomes_are_found(tmp_path: Path, body: str, outcomes: set[str]) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM.format(body=body), encoding="utf-8")
    found = outcomes_of(path, "main")
    assert found.exhausted
    assert {outcome.value for outcome in found.schedules} == outcomes
