"""Whatever a learner's file is or does: one clear line for it, and the rest is graded.

The files stand for exercises of a course made for this test, whose tests are all the same, so that
one session grades them all.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sessions import LIMIT, Said, pytest_says, solution, start, submit

GRADER = '''
def test_it_begins_at_0(kata):
    """A counter begins at 0."""
    assert kata.Counter().value == 0


def test_no_increment_is_lost(kata, run):
    """Two threads increment at the same time: both must count."""
    counter = kata.Counter()
    run(counter.increment, counter.increment)
    assert counter.value == 2
'''

SOLUTION = """
import threading

# TOP

class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def increment(self, by=1):
        # BODY
        with self.lock:
            self.value += by
            return self.value
"""


def with_top(text: str) -> str:
    """The solution, and something else at import."""
    return SOLUTION.replace("# TOP", text)


def with_body(text: str) -> str:
    """The solution, and something else in a method."""
    return SOLUTION.replace("# BODY", "\n".join(f"        {line}" for line in text.split("\n")).strip())


@dataclass(frozen=True, slots=True)
class Bad:
    """A bad file.

    Attributes:
        source: what is in it.
        line: what must be found in its line of the summary.
        said: what must be found in the whole text of the session.
    """

    source: str | bytes
    line: str
    said: str = ""


BAD = {
    # ---- files
    "syntax_error": Bad("class Counter:\n    def increment(self:\n", r"wrong: .*:2 is not Python"),
    "indentation": Bad("class Counter:\npass\n", r":2 is not Python: expected an indented block"),
    "not_utf8": Bad(b"# caf\xe9\nclass Counter: pass\n", r"is not Python: .*utf-8"),
    "nul_bytes": Bad(b"class Counter:\0 pass\n", r"is not Python: source code .*null bytes"),
    "empty": Bad("", r": Counter is missing$"),
    "nested": Bad("x = " + "(" * 5000 + ")" * 5000, r"(is not Python: too many nested|too deeply)"),
    "long_sum": Bad("x = " + "+".join("1" * 100_000), r"too deeply nested"),
    # ---- import
    "no_module": Bad(with_top("import not_there"), r":4 cannot be loaded: ModuleNotFoundError: "),
    "no_name": Bad(with_top("from queue import Kew"), r":4 cannot be loaded: ImportError: "),
    "exits": Bad(with_top("import sys; sys.exit()"), r":4 cannot be loaded: SystemExit$"),
    "exits_0": Bad(with_top("raise SystemExit(0)"), r":4 cannot be loaded: SystemExit: 0$"),
    "interrupts": Bad(with_top("raise KeyboardInterrupt"), r":4 .*: KeyboardInterrupt$"),
    "raises_base": Bad(
        with_top("class Odd(BaseException): pass\nraise Odd('odd')"), r":5 .* Odd: odd$"
    ),
    "generator_exit": Bad(with_top("raise GeneratorExit"), r":4 .*: GeneratorExit$"),
    "skips": Bad(with_top("import pytest; pytest.skip('', allow_module_level=True)"), r"✗ .* Skipped"),
    "leaves": Bad(with_top("import pytest; pytest.exit('bye', 0)"), r"✗ .* Exit"),
    "loops": Bad(with_top("while True: pass"), r":4 cannot be loaded: .*loop"),
    "recursion": Bad(with_top("def f(): f()\nf()"), r"cannot be loaded: RecursionError"),
    "asks": Bad(with_top("name = input('Who are you? ')"), r":4 cannot be loaded: .*outside"),
    "to_do": Bad(with_top("raise NotImplementedError"), r"· .*:4 is to do"),
    # ---- names
    "missing": Bad("counter = 1", r": Counter is missing$"),
    "misnamed": Bad(SOLUTION.replace("class Counter", "class Counters"), r"missing: is Counters "),
    "no_class": Bad("Counter = 3", r"Counter should be a class"),
    "no_method": Bad(
        SOLUTION.replace("def increment", "def incremnt"), r"Counter.increment is missing"
    ),
    "signature": Bad(
        SOLUTION.replace("increment(self, by=1)", "increment(self)"),
        r"increment should take \(by=1\), but: too many positional arguments",
    ),
    # ---- methods
    "endless": Bad(with_body("while True: pass"), r"wrong: 1 of 2", "goes round the loop"),
    "endless_shared": Bad(
        with_body("while True: self.value = self.value"), r"wrong: 1 of 2", "never come to an end"
    ),
    "endless_lock": Bad(
        with_body("while True:\n    with self.lock: pass"), r"wrong: 1 of 2", "Livelock"
    ),
    "recursive": Bad(with_body("return self.increment(by)"), r"wrong: 1 of 2", "RecursionError"),
    "recursive_caught": Bad(
        with_body("try:\n    self.increment(by)\nexcept BaseException: self.increment(by)"),
        r"wrong: 1 of 2",
    ),
    "asks_later": Bad(with_body("input()"), r"wrong: ", "waits for the world outside"),
    "exits_later": Bad(with_body("import sys; sys.exit(0)"), r"wrong: ", "SystemExit: 0"),
    "interrupts_later": Bad(with_body("raise KeyboardInterrupt"), r"wrong: ", "KeyboardInterrupt"),
    "skips_later": Bad(with_body("import pytest; pytest.skip('no')"), r"wrong: ", "Skipped"),
    "leaves_later": Bad(with_body("import pytest; pytest.exit('no', 0)"), r"wrong: ", "Exit"),
    "xfails_later": Bad(with_body("import pytest; pytest.xfail('no')"), r"wrong: "),
    "catches_all": Bad(
        with_body(
            "while True:\n    try:\n        while True:\n            self.value += 0\n"
            "    except BaseException: pass"
        ),
        r"wrong: ",
    ),
    "catches_all_locally": Bad(
        with_body("while True:\n    try:\n        while True: pass\n    except BaseException: pass"),
        r"wrong: ",
    ),
    "not_joined": Bad(
        with_body("threading.Thread(target=threading.Event().wait).start()"),
        r"wrong: ",
        "Thread left running",
    ),
    "spinning_thread": Bad(
        with_body("def go():\n    while True: pass\nthreading.Thread(target=go).start()"), r"wrong: "
    ),
    "million_lines": Bad(
        with_body("for n in range(1_000_000): print('a line of output', n)"), r"wrong: "
    ),
    "equal_to_all": Bad(
        with_top("class Zero(int):\n    def __eq__(self, other): return True").replace(
            "self.value = 0", "self.value = Zero()"
        ),
        r"wrong: ",
    ),
}

#: Each of them takes the seconds after which a call is taken to wait for the world outside.
BLOCKING = {
    "socket": "import socket\nlistening = socket.create_server(('127.0.0.1', 0))\nlistening.accept()",
    "pipe": "import os\nos.read(os.pipe()[0], 1)",
    "process": "import subprocess\nsubprocess.run(['sleep', '100'])",
    "real_lock": "import sys\nlock = sys.modules['threading'].Lock()\nlock.acquire()\nlock.acquire()",
    "real_sleep": "import importlib\nimportlib.import_module('time').sleep(100)",
}


def write_course(root: Path, files: dict[str, str | bytes]) -> None:
    for folder in ("exercises", "solutions", "submission"):
        (root / folder / "01_bad").mkdir(parents=True)
    chapter = ['title = "Bad input"']
    for name, source in files.items():
        chapter.append(f'[[exercise]]\nname = "{name}"\ntitle = "{name}"\nhints = []')
        (root / "exercises/01_bad" / f"test_{name}.py").write_text(GRADER)
        (root / "solutions/01_bad" / f"{name}.py").write_text(SOLUTION)
        data = source.encode() if isinstance(source, str) else source
        (root / "submission/01_bad" / f"{name}.py").write_bytes(data)
    (root / "exercises/01_bad/chapter.toml").write_text("\n".join(chapter))
    (root / "conftest.py").write_text('pytest_plugins = ["threadkata.plugin"]\n')
    (root / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider\n")
