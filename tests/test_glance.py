"""Whether a thread still has to wait is found without running anything of the program."""

from __future__ import annotations

import linecache
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from threadkata.model.glance import must_wait
from threadkata.model.wait_test import WaitTest, wait_test

SOURCE = """
from collections import deque


class Loud:
    def __bool__(self):
        raise AssertionError("the program was run")

    __eq__ = __len__ = __bool__


class Box:
    limit = 3

    def __init__(self, condition):
        self.c = condition
        self.n = 1
        self.flag = False
        self.items = deque([7])
        self.table = {"a": [1, 2]}
        self.loud = Loud()
        self.me = self

    @property
    def is_open(self):
        return self.flag

    @property
    def asks(self):
        print("asked")
        return True

    def has_items(self):
        '''Whether there are some.'''
        return len(self.items) > 0

    def is_full(self):
        return not self.is_open and self.has_items()

    def endless(self):
        return self.endless()

    def go(self, k, own):
{body}
"""


class Condition:
    """Looks at whoever waits with it."""

    def __init__(self) -> None:
        self.seen: list[tuple[WaitTest | None, bool | None]] = []
        self.wait = self.wait_for = self._glance

    def _glance(self, *_: object, **__: object) -> bool:
        frame = sys._getframe(1)
        test = wait_test(frame.f_code.co_filename, frame.f_lineno)
        self.seen.append((test, None if test is None else must_wait(test, frame)))
        return True


class Own:
    taken = False


def glance(folder: Path, body: str) -> tuple[WaitTest | None, bool | None]:
    path = folder / "box.py"
    source = SOURCE.replace("{body}", textwrap.indent(body, " " * 8))
    path.write_text(source, encoding="utf-8")
    linecache.checkcache(str(path))
    namespace: dict[str, Any] = {}
    exec(compile(source, str(path), "exec"), namespace)
    condition = Condition()
    namespace["Box"](condition).go(2, Own())
    return condition.seen[0]


@pytest.mark.parametrize(
    ("expression", "is_so"),
    [
        ("self.n == 1", True),
        ("self.n + 1 >= self.limit", False),
        ("0 < self.n < k", True),
        ("not self.flag", True),
        ("self.flag or self.n", True),
        ("self.items", True),
        ("len(self.items) > 1", False),
        ("self.items[0] == 7", True),
        ("self.table['a'][1] == k", True),
        ("7 in self.items and 'b' not in self.table", True),
        ("self.is_open", False),
        ("self.has_items()", True),
        ("self.is_full()", True),
        ("own.taken", False),
        ("self.me is self", True),
        ("self.me is not None", True),
        ("self.n % 2 == -1", False),
        # One part decides, whatever the others are.
        ("self.flag and self.asks", False),
        ("self.asks or self.n == 1", True),
        # Of these nothing is known.
        ("self.asks", None),
        ("self.loud", None),
        ("len(self.loud) == 1", None),
        ("self.loud == 1", None),
        ("self.loud in self.items", None),
        ("self.endless()", None),
        ("self.missing", None),
        ("self.items[5]", None),
        ("self.n // 0", None),
        ("[x for x in self.items]", None),
        ("self.n < 'a'", None),
        ("sorted(self.items)", None),
    ],
)
def test_what_an_expression_says(
    expression: str, is_so: bool | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = f"self.c.wait_for(lambda: {expression})"
    test, must = glance(tmp_path, body)
    assert test is not None
    assert (test.text, test.until) == (expression, True)
    assert must is (None if is_so is None else not is_so)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("body", "text", "must"),
    [
        ("self.c.wait()", "", True),
        ("while self.n < k:\n    self.c.wait()\n    break", "self.n < k", True),
        ("while self.n < k:\n    if k:\n        self.c.wait()\n    break", "self.n < k", True),
        ("if k:\n    pass\nself.c.wait()", "", True),
        ("if self.n == 1:\n    self.c.wait()\n    self.n = 2", "self.n == 1", True),
        ("if self.n == 2:\n    pass\nelse:\n    self.c.wait()", "self.n == 2", True),
        ("if self.flag:\n    return\nself.c.wait()", "self.flag", True),
        ("if self.flag:\n    raise ValueError\nself.c.wait()", "self.flag", True),
        ("if self.n == 1 and not self.c.wait():\n    pass", "self.n == 1", True),
        ("if self.n == 1 and k and not self.c.wait():\n    pass", "self.n == 1 and k", True),
        ("self.c.wait_for(self.has_items)", "self.has_items()", False),
        ("self.c.wait_for(predicate=lambda: self.flag)", "self.flag", True),
        # What a name of its own says may be out of date.
        ("seen = self.n\nif seen == 1:\n    self.c.wait()", "seen == 1", None),
        ("seen = self.n\nwhile seen == 1:\n    self.c.wait()\n    break", "seen == 1", True),
        (
            "while (seen := self.n) == 1:\n    self.c.wait()\n    break",
            "(seen := self.n) == 1",
            None,
        ),
        ("mine = own\nif not mine.taken:\n    self.c.wait()", "not mine.taken", True),
    ],
)
def test_on_what_a_thread_waits(body: str, text: str, must: bool | None, tmp_path: Path) -> None:
    test, is_so = glance(tmp_path, body)
    assert test is not None
    assert (test.text, is_so) == (text, must)


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n    if self.flag:\n        break\n    self.c.wait()\n    self.flag = True",
        "for _ in range(2):\n    if self.flag:\n        break\n    self.c.wait()",
        "for _ in range(1):\n    self.c.wait()",
        "for _ in range(1):\n    if self.flag:\n        return\nself.c.wait()",
        "self.c.wait(), self.c.wait()",
        "(lambda: self.c.wait())()",
        "match k:\n    case 2:\n        self.c.wait()",
        "self.c.wait_for(*[lambda: True])",
    ],
)
def test_of_some_waits_it_is_not_known(body: str, tmp_path: Path) -> None:
    assert glance(tmp_path, body) == (None, None)
