"""What a run changes outside of the program is as before, for the next run and for others."""

from __future__ import annotations

import builtins
import collections
import heapq
import json
import locale
import math
import os
import random
import sys
from pathlib import Path

import pytest
from graders import own_test

from threadkata.explain.verdict import Kind
from threadkata.model.process import STATES
from threadkata.model.world import World

#: For each change: what is imported, how it is made, and what holds before and not after it.
CHANGES = {
    "a variable of a module": ("math", "math.pi = 5", "math.pi < 4"),
    "a new variable": ("json", "json.mine = 5", "not hasattr(json, 'mine')"),
    "a function of a module": ("heapq", "del heapq.merge", "hasattr(heapq, 'merge')"),
    "by setattr": ("math", "setattr(math, 'pi', 5)", "math.pi < 4"),
    "by vars": ("math", "vars(math)['pi'] = 5", "math.pi < 4"),
    "by __dict__": ("math", "math.__dict__['pi'] = 5", "math.pi < 4"),
    "a class": (
        "collections",
        "collections.Counter.x = 1",
        "not hasattr(collections.Counter, 'x')",
    ),
    "a method of a class": (
        "collections",
        "collections.Counter.total = None",
        "collections.Counter.total is not None",
    ),
    "a primitive": ("threading", "threading.Lock = None", "threading.Lock is not None"),
    "a method of a primitive": (
        "threading",
        "threading.Event.set = None",
        "threading.Event.set is not None",
    ),
    "the clock": ("time", "time.sleep = None", "time.sleep is not None"),
    "a built-in name": ("builtins", "builtins.len = None", "builtins.len is not None"),
    "the environment": ("os", "os.environ['KATA'] = ''", "'KATA' not in os.environ"),
    "the path": ("sys", "sys.path.append('kata')", "'kata' not in sys.path"),
    "random numbers": ("random", "random.random()", "random.random() > 0.8"),
    "the folder": ("os", "os.chdir('/')", "os.getcwd() != '/'"),
    "a module": ("sys", "sys.modules.pop('json')", "'json' in sys.modules"),
    "a module of another name": (
        "sys",
        "sys.modules['json'] = sys",
        "sys.modules['json'] is not sys",
    ),
    "the switching interval": (
        "sys",
        "sys.setswitchinterval(0.5)",
        "sys.getswitchinterval() < 0.5",
    ),
    "a signal handler": (
        "signal",
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        "signal.getsignal(signal.SIGTERM) == signal.SIG_DFL",
    ),
    "which signals wait": (
        "signal",
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])",
        "not signal.pthread_sigmask(signal.SIG_BLOCK, ())",
    ),
    "who is called at a garbage collection": (
        "gc",
        "gc.callbacks.append(zip)",
        "zip not in gc.callbacks",
    ),
    "who finds modules": ("sys", "sys.meta_path.append(str)", "str not in sys.meta_path"),
    "who reads folders": ("sys", "sys.path_hooks.append(str)", "str not in sys.path_hooks"),
    "how long numbers may be": (
        "sys",
        "sys.set_int_max_str_digits(0)",
        "sys.get_int_max_str_digits() > 0",
    ),
    "who is told of asynchronous generators": (
        "sys",
        "sys.set_asyncgen_hooks(str, str)",
        "sys.get_asyncgen_hooks() == (None, None)",
    ),
    "who may read a new file": ("os", "os.umask(0)", "os.umask(0o22) == 0o22"),
    "warnings": (
        "warnings",
        "warnings.simplefilter('ignore', BytesWarning)",
        "not any(entry[2] is BytesWarning for entry in warnings.filters)",
    ),
    "the garbage collector": ("gc", "gc.set_threshold(1)", "gc.get_threshold()[0] > 1"),
    "how long sockets wait": (
        "socket",
        "socket.setdefaulttimeout(3)",
        "socket.getdefaulttimeout() is None",
    ),
    "the language": (
        "locale",
        "locale.setlocale(locale.LC_ALL, 'C')",
        "locale.setlocale(locale.LC_ALL) != 'C'",
    ),
}
OUTSIDE = (builtins, collections, collections.Counter, heapq, json, math, os, random, sys)


def state_of_the_process() -> list[object]:
    return [state.read() for states in STATES.values() for state in states]


@pytest.mark.parametrize("change", CHANGES)
def test_each_run_finds_everything_as_the_first_did(tmp_path: Path, change: str) -> None:
    if change == "the language" and locale.setlocale(locale.LC_ALL) == "C":
        pytest.skip("there is nothing to be changed here")
    module, statement, before = CHANGES[change]
    kata = f"""
import {module}


class Work:
    def __init__(self):
        self.n = 0
        self.first = {before}

    def do(self):
        self.n = self.n + 1

    def change(self):
        {statement}
"""
    test = """
def test_it(kata, run):
    work = kata.Work()
    assert work.first
    run(work.do, work.do, work.change)
    # In the first run nothing goes wrong.
    assert work.n == 2
"""
    former = [dict(vars(outside)) for outside in OUTSIDE]
    process = state_of_the_process()
    judgement = own_test(World(), tmp_path, kata, test).judge()
    assert judgement.verdict is not None
    assert judgement.verdict.kind is Kind.WRONG_RESULT, judgement.verdict
    assert judgement.verdict.detail.startswith("assert 1 == 2")
    assert judgement.exploration.runs > 1
    assert [dict(vars(outside)) for outside in OUTSIDE] == former
    assert state_of_the_process() == process


def test_a_built_in_name_is_changed_for_the_whole_program(tmp_path: Path) -> None:
    kata = "def size(text):\n    return len(text)\n"
    test = """
import builtins


def test_it(kata):
    builtins.len = lambda text: 5
    assert kata.size("abc") == 5
"""
    assert own_test(World(), tmp_path, kata, test).judge().verdict is None


def test_a_program_may_take_built_in_names_away(tmp_path: Path) -> None:
    kata = """
import builtins


class Work:
    n = 0

    def do(self):
        for name in ("len", "type", "isinstance", "reversed", "range", "getattr"):
            setattr(builtins, name, None)
        self.n += 1
"""
    test = """
def test_it(kata, run):
    work = kata.Work()
    run(work.do, work.do)
    assert work.n == 2
"""
    verdict = own_test(World(), tmp_path, kata, test).judge().verdict
    assert verdict is not None
    assert verdict.kind is Kind.WRONG_RESULT, verdict


@pytest.mark.parametrize(
    ("prepare", "depth"),
    [("", 700), ("sys.setrecursionlimit(300)", 150), ("sys.setrecursionlimit(10**9)", 700)],
)
def test_a_program_may_call_itself_as_deep_as_elsewhere(
    tmp_path: Path, prepare: str, depth: int
) -> None:
    kata = f"""
import sys


class Work:
    n = 0

    def down(self, depth):
        return 1 + self.down(depth - 1) if depth else 0

    def do(self):
        {prepare or "pass"}
        self.n += self.down({depth})
"""
    test = f"""
def test_it(kata, run):
    work = kata.Work()
    run(work.do, lambda: None)
    assert work.n == {depth}
"""
    limit = sys.getrecursionlimit()
    assert own_test(World(), tmp_path, kata, test).judge().verdict is None
    assert sys.getrecursionlimit() == limit


def test_a_program_finds_the_recursion_limit_that_it_has_elsewhere(tmp_path: Path) -> None:
    kata = """
import sys


def limits():
    first = sys.getrecursionlimit()
    sys.setrecursionlimit(5000)
    return first, sys.getrecursionlimit()
"""
    test = f"""
def test_it(kata):
    assert kata.limits() == ({sys.getrecursionlimit()}, 5000)
"""
    assert own_test(World(), tmp_path, kata, test).judge().verdict is None


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("os.environ['KATA'] = '5'", "os.environ['KATA']"),
        ("os.environ['KATA']: str = '5'", "os.environ['KATA']"),
        ("(os.environ['KATA'], other) = ('5', '')", "os.environ['KATA']"),
        ("os.environ.update(KATA='5')", "os.environ['KATA']"),
        ("os.kata = '5'", "os.kata"),
        ("class Settings:\n    os.environ['KATA'] = '5'", "os.environ['KATA']"),
    ],
)
def test_what_a_module_sets_up_is_there_in_each_run(
    tmp_path: Path, statement: str, read: str
) -> None:
    kata = f"""
import os

{statement}


def look():
    return {read}
"""
    test = """
def test_it(kata, run):
    seen = []
    run(*[lambda: seen.append(kata.look())] * 2)
    assert seen == ["5", "5"]
"""
    judgement = own_test(World(), tmp_path, kata, test).judge()
    assert judgement.verdict is None, judgement.verdict
    assert judgement.exploration.runs > 1
