"""What is told of an object, or said by an exception, is no part of the run.

Whatever an object says of itself may be the program's own code. It must not run where a run is
written down, or it would be another run than the one that was found.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from graders import own_test
from thoroughness import some

from threadkata.explain.verdict import Kind
from threadkata.judging import Judgement
from threadkata.model.world import World

#: What a class may define that is easily called by somebody who only looks.
METHODS = {
    "__getattr__": "def __getattr__(self, name): touched(); raise AttributeError(name)",
    "__getattribute__": (
        "def __getattribute__(self, name): touched(); return object.__getattribute__(self, name)"
    ),
    "__class__": "__class__ = property(lambda self: touched())",
    "__dict__": "__dict__ = property(lambda self: touched())",
    "__name__": "__name__ = property(lambda self: touched())",
    "__module__": "__module__ = property(lambda self: touched())",
    "__repr__": "def __repr__(self): return touched()",
    "__str__": "def __str__(self): return touched()",
    "__eq__": "def __eq__(self, other): touched(); return NotImplemented\n"
    "    __hash__ = object.__hash__",
    "__hash__": "def __hash__(self): touched(); return 1",
    "__bool__": "def __bool__(self): touched(); return True",
    "__len__": "def __len__(self): touched(); return 1",
    "__iter__": "def __iter__(self): touched(); return iter(())",
    "__call__": "def __call__(self): touched()",
    "__get__": "def __get__(self, *args): touched(); return 1",
    "__index__": "def __index__(self): touched(); return 1",
    "__format__": "def __format__(self, how): return touched()",
}
BASES = some(("object", "list", "dict", "int", "str", "Exception"), 3)
#: The value comes by in every way in which a trace shows one; then two increments race.
KATA = """
import threading


class Box:
    n = 0


box, last = Box(), None


def touched():
    box.n += 1
    return "touched"


class Touchy({base}):
    {method}


class Work:
    def __init__(self):
        self.n, self.last, self.all, self.named, self.kept = 0, None, [], {{}}, {{}}
        self.changed = threading.Condition()

    def do(self):
        global last
        last = self.last = Touchy()
        self.last = [Touchy(), (Touchy(), {{1: Touchy()}})]
        Work.shared = Touchy()
        self.shared
        self.all.append(Touchy())
        holder = Touchy()
        holder.x = 1
        self.named["a"] = holder
        self.named["a"]
        self.kept[1, self] = Touchy()
        with self.changed:
            mine = Touchy()
            self.changed.notify()
        self.n += 1
"""
TEST = """
def test_it(kata, run):
    work = kata.Work()
    run(work.do, work.do)
    assert work.n == 2
"""


def judged(folder: Path, kata: str, test: str) -> Judgement:
    return own_test(World(), folder, kata, test).judge()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("base", BASES)
def test_a_value_is_shown_without_running_the_code_of_its_class(
    tmp_path: Path, base: str, method: str
) -> None:
    judgement = judged(tmp_path, KATA.format(base=base, method=METHODS[method]), TEST)
    assert judgement.verdict is not None
    assert judgement.verdict.kind is Kind.WRONG_RESULT


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("base", BASES)
def test_the_code_of_a_class_runs_as_often_as_without_hooks(
    tmp_path: Path, base: str, method: str
) -> None:
    kata = KATA.format(base=base, method=METHODS[method])
    plain: dict[str, Any] = {"__name__": "plain"}
    exec(kata, plain)
    plain["Work"]().do()
    test = f"""
def test_it(kata, run):
    work = kata.Work()
    run(work.do, lambda: None)
    assert kata.box.n == {plain["box"].n}
"""
    verdict = judged(tmp_path, kata, test).verdict
    assert verdict is None, verdict


#: What is done with a value that code which is not ours gets to see.
GIVEN = {
    "a mock": "mock = MagicMock()\n        mock[1]\n        mock.a.b = mock.c(2)",
    "a mock as a manager": "with MagicMock() as mock:\n            mock()",
    "a mock of the class": "self.mock[1]\n        list(self.mock)",
    "a UserDict without anything": "max([UserDict.__new__(UserDict)], key=id)",
    **{
        f"{kind} in {kind}": f"max([self.{kind}], key=id)"
        for kind in ("lists", "tuples", "partials", "nodes")
    },
}


@pytest.mark.thorough
@pytest.mark.parametrize("how", GIVEN)
def test_any_value_may_be_given_to_any_function(tmp_path: Path, how: str) -> None:
    kata = f"""
from collections import UserDict
from dataclasses import dataclass
from functools import partial
from unittest.mock import MagicMock


@dataclass
class Node:
    inner: object


class Work:
    mock = MagicMock()

    def __init__(self):
        self.n = 0
        # Deeper than Python's stack is.
        self.lists = self.tuples = self.partials = self.nodes = None
        for _ in range(1500):
            self.lists = [self.lists]
            self.tuples = (self.tuples,)
            self.partials = partial(print, self.partials)
            self.nodes = Node(self.nodes)

    def do(self):
        {GIVEN[how]}
        self.n += 1
"""
    verdict = judged(tmp_path, kata, TEST).verdict
    assert verdict is not None
    assert verdict.kind is Kind.WRONG_RESULT, verdict


#: What a thread of the program's own class makes of its name, and what is told.
NAMES = {
    "self._name = Name()": "<Name>",
    "self._name = [Name()]": "[<Name>]",
    "self._name = 5": "5",
}


@pytest.mark.parametrize("how", NAMES)
def test_a_thread_may_be_called_anything(tmp_path: Path, how: str) -> None:
    kata = f"""
import threading


class Name:
    def __init__(self):
        self.text = "me"

    def __str__(self):
        return self.text

    __repr__ = __str__


class Worker(threading.Thread):
    def __init__(self, work):
        super().__init__()
        self.work = work
        {how}

    def run(self):
        self.work.n += 1


class Work:
    n = 0

    def do(self):
        for worker in [Worker(self), Worker(self)]:
            worker.start()
"""
    test = """
def test_it(kata, threading):
    work = kata.Work()
    work.do()
    while threading.active_count() > 1:
        pass
    assert work.n == 2
"""
    judgement = judged(tmp_path, kata, test)
    assert judgement.verdict is not None
    assert judgement.verdict.kind is Kind.WRONG_RESULT
    assert judgement.replayed is not None
    assert judgement.replayed.trace.threads == ("main", f"{NAMES[how]} #1", f"{NAMES[how]} #2")


#: How an exception makes its message, and what is said of it then.
MESSAGES = {
    "attributes": ("return f'only {self.account.balance} left'", "Poor: only -1 left"),
    "a change": ("self.account.balance = 7\n        return 'poor'", "Poor: poor"),
    "printing": ("print('unheard')\n        return 'poor'", "Poor: poor"),
    "a lock": ("with threading.Lock():\n            return 'poor'", "Poor: poor"),
    "no text": ("return 1", "Poor"),
    "an exception": ("raise OSError", "Poor"),
    "no end": ("while True:\n            pass", "Poor"),
    "recursion": ("return str(self)", "Poor"),
    "a held lock": ("with held:\n            return 'poor'", "Poor"),
    "a wait": ("threading.Event().wait()\n        return 'poor'", "Poor"),
    "a wait for a time": ("threading.Event().wait(1)\n        return 'poor'", "Poor: poor"),
    "a thread": (
        "threading.Thread(target=held.acquire).start()\n        return 'poor'",
        "Poor",
    ),
}
POOR = """
import threading

held = threading.Lock()


class Poor(Exception):
    def __init__(self, account):
        self.account = account

    def __str__(self):
        {message}


class Account:
    def __init__(self):
        self.balance = 1
        held.acquire()

    def pay(self):
        self.balance -= 1
        if self.balance < 0:
            raise Poor(self)
"""
PAID = """
def test_it(kata, run):
    account = kata.Account()
    run(account.pay, account.pay)
"""


@pytest.mark.parametrize("how", MESSAGES)
def test_the_message_of_an_exception_may_be_made_by_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    message, said = MESSAGES[how]
    verdict = judged(tmp_path, POOR.format(message=message), PAID).verdict
    assert verdict is not None
    assert (verdict.kind, verdict.detail, verdict.thread) == (Kind.EXCEPTION, said, "pay-2")
    assert verdict.path == str(tmp_path / "work.py")
    assert "unheard" not in capsys.readouterr().out
