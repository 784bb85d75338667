"""A program that draws random numbers from the system is as deterministic as any other."""

from __future__ import annotations

import os
import random
import threading
from pathlib import Path

import pytest
from graders import own_test

from threadkata.explain.verdict import Kind
from threadkata.model.world import World

#: Expressions that come to another number each time.
DRAWS = (
    "os.urandom(8)",
    "random.Random().random()",
    "random.SystemRandom().random()",
    "[random.seed(), random.random()][1]",
    "[generator.seed(), generator.random()][1]",
    "secrets.token_hex()",
    "secrets.randbits(64)",
    "uuid.uuid4()",
)


def program(draw: str) -> str:
    return f"""
import os
import random
import secrets
import threading
import uuid

generator = random.Random()


class Account:
    def __init__(self):
        self.key = {draw}
        self.lock = threading.Lock()
        self.value = 0


def both(*accounts):
    for account in sorted(accounts, key=lambda account: account.key):
        with account.lock:
            account.value += 1


def draw():
    return {draw}
"""


@pytest.mark.parametrize("draw", DRAWS)
def test_locks_can_be_ordered_by_it(draw: str, tmp_path: Path) -> None:
    test = """
def test_it(kata, run):
    one, other = kata.Account(), kata.Account()
    run(lambda: kata.both(one, other), lambda: kata.both(other, one))
    assert one.value == other.value == 2
    assert one.key < other.key
"""
    told = set()
    for _ in range(6):
        judgement = own_test(World(), tmp_path, program(draw), test).judge()
        verdict = judgement.verdict
        told.add((verdict and verdict.kind, judgement.exploration.runs))
    assert len(told) == 1


@pytest.mark.parametrize("draw", DRAWS)
def test_each_draw_is_another_number_whoever_draws(draw: str, tmp_path: Path) -> None:
    test = """
def test_it(kata, run):
    drawn = [kata.draw(), kata.draw()]
    run(lambda: drawn.append(kata.draw()), lambda: drawn.append(kata.draw()))
    assert len(set(drawn)) == 4
"""
    judgement = own_test(World(), tmp_path, program(draw), test).judge()
    assert judgement.verdict is None, judgement.verdict
    assert judgement.exploration.exhausted


@pytest.mark.parametrize("seed", ["random.seed", "generator.seed"])
def test_to_seed_a_generator_is_noticed_by_whoever_draws_from_it(seed: str, tmp_path: Path) -> None:
    source = f"""
import random

generator = random.Random()


def draw():
    {seed}(5)
    return {seed.replace("seed", "random")}()


def seed():
    {seed}()
"""
    test = f"""
def test_it(kata, run):
    drawn = []
    run(lambda: drawn.append(kata.draw()), kata.seed)
    assert drawn == [{random.Random(5).random()}]
"""
    judgement = own_test(World(), tmp_path, source, test).judge()
    assert judgement.verdict is not None
    assert judgement.verdict.kind is Kind.WRONG_RESULT


def test_whoever_judges_draws_from_the_system_meanwhile_and_afterwards(tmp_path: Path) -> None:
    former = os.urandom, random.Random.seed
    drawn: list[object] = []

    for _ in range(2):
        go, over = threading.Event(), threading.Event()

        def elsewhere(go: threading.Event = go, over: threading.Event = over) -> None:
            go.wait()
            drawn.extend((os.urandom(8), random.Random().random(), random.SystemRandom().random()))
            over.set()

        thread = threading.Thread(target=elsewhere)
        thread.start()
        test = own_test(World(), tmp_path, "", "def test_it():\n    meanwhile()\n")
        test._world.library.builtins["meanwhile"] = lambda go=go, over=over: go.set() or over.wait()
        assert test.judge().verdict is None
        thread.join()
    assert len(set(drawn)) == 6
    assert (os.urandom, random.Random.seed) == former
