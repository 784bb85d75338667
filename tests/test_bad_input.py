"""Whatever a learner's file is or does: one clear line for it, and the rest is graded.

The files stand for exercises of a course made for this test, whose tests are all the same, so that
one session grades them all.
"""

from __future__ import annotations

import os
import re
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest
from sessions import Said, pytest_says, solution, start, submit
from thoroughness import THOROUGH

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
    return SOLUTION.replace("# BODY", text.replace("\n", "\n        "))


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


#: An exception that cannot be printed.
DUMB = "class Dumb(Exception): __str__ = lambda self: self.nothing"

BAD = {
    # ---- files
    "syntax_error": Bad("class Counter:\n    def increment(self:\n", r"wrong: .*:2 is not Python"),
    "indentation": Bad("class Counter:\npass\n", r":2 is not Python: expected an indented block"),
    "not_utf8": Bad(
        b"# caf\xe9\nclass Counter: pass\n",
        r"is not Python: (not text in utf-8|invalid or missing)",
    ),
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
    "skips": Bad(
        with_top("import pytest; pytest.skip('', allow_module_level=True)"), r"wrong: .* Skipped"
    ),
    "leaves": Bad(with_top("import pytest; pytest.exit('bye', 0)"), r"wrong: .*:4 .* Exit: bye"),
    "loops": Bad(with_top("while True: pass"), r":4 cannot be loaded: it goes on for ever$"),
    "recursion": Bad(with_top("def f(): f()\nf()"), r"cannot be loaded: RecursionError"),
    "asks": Bad(
        with_top("name = input('Who are you? ')"),
        r":4 cannot be loaded: it waits for the world outside",
    ),
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
    "endless": Bad(with_body("while True: pass"), r"wrong: 1 of 2", "goes on and on"),
    "endless_shared": Bad(
        with_body("while True: self.value = self.value"), r"wrong: 1 of 2", "no end is in sight"
    ),
    "endless_lock": Bad(
        with_body("while True:\n    with self.lock: pass"), r"wrong: 1 of 2", "Livelock"
    ),
    "recursive_caught": Bad(
        with_body("try: self.increment(by)\nexcept BaseException: self.increment(by)"),
        r"wrong: ",
        "goes on and on",
    ),
    "recursive": Bad(with_body("return self.increment(by)"), r"wrong: 1 of 2", "RecursionError"),
    "asks_later": Bad(with_body("input()"), r"wrong: ", "waits for the world outside"),
    "dumb_later": Bad(with_body(f"{DUMB}\nraise Dumb"), r"wrong: ", "Dumb"),
    "dumb_on_real_threads": Bad(
        with_body(f"{DUMB}\nimport sys\nif threading is sys.modules['threading']: raise Dumb"),
        r"wrong: 1 of 2",
        "Exception on real threads at dumb_on_real_threads.py:14: Dumb",
    ),
    "pools": Bad(
        with_body(
            "from multiprocessing.pool import ThreadPool\n"
            "with ThreadPool(2) as pool: pool.map(print, range(2))"
        ),
        r"wrong: .*pools.py:13: it uses a thread, a process, a lock, an event loop, "
        r"an alarm or a tracer that threadkata does not control",
        "at pools.py:13 that uses a thread",
    ),
    "pools_at_import": Bad(
        with_top("from multiprocessing.pool import ThreadPool\nThreadPool(1).close()"),
        r":5 cannot be loaded: it uses a thread, a process, a lock, an event loop, "
        r"an alarm or a tracer that threadkata does not control",
    ),
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
        r"wrong: 1 of 2 tests",
        "Livelock",
    ),
    "catches_all_locally": Bad(
        with_body(
            "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
        ),
        r"wrong: ",
    ),
    "not_joined": Bad(
        with_body("threading.Thread(target=threading.Event().wait).start()"),
        r"wrong: ",
        "Thread left running",
    ),
    "spinning_thread": Bad(
        with_body("def go():\n    while True: pass\nthreading.Thread(target=go).start()"),
        r"wrong: ",
    ),
    "million_lines": Bad(
        with_body("for n in range(1_000_000): print('a line of output', n)"), r"wrong: "
    ),
    "prints_much": Bad(
        with_body("for n in range(5_000): print('a line of output', n)"), r"✓ .*real threads$"
    ),
    "left_daemon": Bad(
        with_body("threading.Thread(target=threading.Event().wait, daemon=True).start()"), r"✓ "
    ),
    "spinning_daemon": Bad(
        with_body(
            "def go():\n    while True: pass\nthreading.Thread(target=go, daemon=True).start()"
        ),
        r"✗ .* wrong: ",
    ),
    # ---- what must not reach the others, the next of which by name is "right"
    "puts_locks_away": Bad(
        with_top("threading.Lock = threading.Thread.start = threading.Thread.join = None"), r"✗ "
    ),
    "puts_queues_away": Bad(
        with_top("import queue, time\nqueue.Queue.put = queue.Queue.get = time.sleep = None"), r"✓ "
    ),
    "puts_real_away": Bad(
        with_top(
            "import importlib\nreal = importlib.import_module('threading')\n"
            "real.Lock = real.Thread.start = real.Thread.join = None"
        ),
        r"✗ ",
    ),
}

#: Each takes the seconds after which a call is taken to wait for the world outside.
BLOCKING = {
    "accept": "import socket\nsocket.create_server(('127.0.0.1', 0)).accept()",
    "pipe": "import os\nos.read(os.pipe()[0], 1)",
    "process": "import subprocess\nsubprocess.run(['sleep', '100'])",
    "lock": "import sys\nlock = sys.modules['threading'].Lock()\nlock.acquire()\nlock.acquire()",
    "sleep": "import importlib\nimportlib.import_module('time').sleep(100)",
}


if not THOROUGH:
    # Each takes seconds.
    BLOCKING = {name: BLOCKING[name] for name in ("accept", "process", "lock")}
    del BAD["million_lines"]


#: In the order of their names it comes last, so it would notice what others leave behind.
RIGHT = with_top("import queue, time\nqueue.Queue().put(1)\ntime.sleep(0)")


#: Those that block in a method; the others do at import.
BLOCKING_LATER = ("process", "lock", "sleep")


#: What a process took before it ran this program counts for its children in `getrusage`, so each
#: session writes down its own.
CONFTEST = """
pytest_plugins = ["threadkata.plugin"]

def pytest_unconfigure(config):
    with open("/proc/self/status") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    with open(config.rootpath / "peaks", "a") as peaks:
        peaks.write(peak + "\\n")
"""


def write_course(root: Path, files: dict[str, str | bytes | None]) -> Path:
    """A course with an exercise for each file, in `submission`; None for one that is missing."""
    for folder in ("exercises", "solutions", "submission"):
        (root / folder / "01_bad").mkdir(parents=True)
    chapter = ['title = "Bad input"']
    for name, source in files.items():
        chapter.append(f'[[exercise]]\nname = "{name}"\ntitle = "{name}"\nhints = []')
        (root / "exercises/01_bad" / f"test_{name}.py").write_text(GRADER)
        (root / "solutions/01_bad" / f"{name}.py").write_text(SOLUTION)
        if source is not None:
            data = source.encode() if isinstance(source, str) else source
            (root / "submission/01_bad" / f"{name}.py").write_bytes(data)
    (root / "exercises/01_bad/chapter.toml").write_text("\n".join(chapter))
    (root / "conftest.py").write_text(CONFTEST)
    (root / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\n")
    return root


@dataclass(frozen=True, slots=True)
class Graded:
    """What two sessions said of all the files, and the most memory that one took, in MB."""

    bad: Said
    blocking: Said
    memory: float


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    bad = {name: bad.source for name, bad in BAD.items()}
    odd = dict.fromkeys(("deleted", "folder", "dangling", "unreadable"))
    first = write_course(tmp_path_factory.mktemp("bad"), {**bad, **odd, "z_right": RIGHT})
    files = first / "submission/01_bad"
    (files / "folder.py").mkdir()
    (files / "dangling.py").symlink_to("nowhere.py")
    (files / "unreadable.py").write_text(SOLUTION)
    (files / "unreadable.py").chmod(0)
    blocking = {
        name: with_body(text) if name in BLOCKING_LATER else with_top(text)
        for name, text in BLOCKING.items()
    }
    second = write_course(tmp_path_factory.mktemp("blocking"), {**blocking, "z_right": RIGHT})
    arguments = ("exercises", "--submission=submission", "--count=2")
    sessions = [start(*arguments, folder=folder) for folder in (first, second)]
    said = [session.end() for session in sessions]
    return Graded(said[0], said[1], max(peak(folder) for folder in (first, second)))


def peak(folder: Path) -> float:
    """The most memory that a session in this folder took, in MB."""
    return max(int(line) for line in (folder / "peaks").read_text().splitlines()) / 1024


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_clear_line(graded: Graded, name: str) -> None:
    bad = BAD[name]
    assert re.search(bad.line, graded.bad.line(name))
    report = graded.bad.report(f"01_bad/{name}")
    assert bad.said in " ".join(report.split())
    if "cannot be loaded" in bad.line or "not Python" in bad.line:
        # Said once in the report, and not again for each test.
        assert len(report.strip().splitlines()) <= 3


@pytest.mark.parametrize("name", BLOCKING)
def test_a_call_that_blocks_for_real_is_found_out(graded: Graded, name: str) -> None:
    line = graded.blocking.line(name)
    assert re.search(rf"wrong: .*{name}\.py:\d+", line)
    assert "it waits for the world outside, such as input() or a socket" in line


def test_a_file_that_is_no_file(graded: Graded) -> None:
    assert "to do: submission/01_bad/deleted.py is not there" in graded.bad.line("deleted")
    assert "to do: submission/01_bad/dangling.py is not there" in graded.bad.line("dangling")
    assert "wrong: submission/01_bad/folder.py cannot be read: " in graded.bad.line("folder")
    line = graded.bad.line("unreadable")
    if os.geteuid():
        assert "wrong: submission/01_bad/unreadable.py cannot be read: " in line
    else:
        assert "✓ unreadable" in line  # nothing is closed to the superuser


def test_the_session_ends_by_itself_and_grades_the_rest(graded: Graded) -> None:
    for said in (graded.bad, graded.blocking):
        assert said.status == 1
        assert "right in all 3 interleavings of 2 tests, and in 4 runs" in said.line("z_right")
        assert re.search(r"=+ \d+ failed, .*\d+ right, .* in [\d.]+s.* =+$", said.last_line)
        assert "src/threadkata" not in said.text
        assert "Traceback" not in said.text
        assert "INTERNALERROR" not in said.text


@pytest.mark.thorough
def test_a_million_lines_fill_neither_the_memory_nor_the_screen(graded: Graded) -> None:
    assert graded.memory < 200
    assert len(graded.bad.report("01_bad/million_lines")) < 8_000


def test_the_real_exercises_one_bad_and_one_right(tmp_path: Path) -> None:
    submit(tmp_path, counter=solution("03_lock/counter"), bounded_buffer="def put(:\n")
    said = pytest_says(
        "exercises", f"--submission={tmp_path}", "--count=1", "-p", "no:cacheprovider"
    )
    assert said.status == 1
    assert re.search(r"✓ counter .* right in all \d+ interleavings", said.line("counter"))
    assert "bounded_buffer.py:1 is not Python: invalid syntax" in said.line("bounded_buffer")
    assert "abort.py is not there" in said.line("abort")


def test_whoever_presses_control_c_is_heard(tmp_path: Path) -> None:
    """Although the file under test swallows every exception."""
    body = f"import os\ntry: os.kill(os.getpid(), {int(signal.SIGINT)})\nexcept BaseException: pass"
    root = write_course(tmp_path, {"a": with_body(body), "b": SOLUTION})
    said = pytest_says("exercises", "--submission=submission", "--count=2", folder=root)
    assert said.status == 2
    assert "KeyboardInterrupt" in said.text
    assert "test_b.py" not in said.text
