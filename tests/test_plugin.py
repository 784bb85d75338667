"""What pytest does with the exercises, from the command line to the last line."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from xml.etree import ElementTree

import pytest
from known_mistakes import source_of
from sessions import ROOT, course, pytest_says, solution, start, submit
from thoroughness import THOROUGH

QUIET = ("-p", "no:cacheprovider")
COUNTER, BUFFER, ABORT = "03_lock/counter", "04_condition/bounded_buffer", "05_barrier/abort"


# ---------------------------------------------------------------------- whose code


def test_stubs_are_to_do_in_one_line_each(tmp_path: Path) -> None:
    # A copy, because the stubs in place may be somebody's work by now.
    submit(
        tmp_path,
        **dict.fromkeys(("counter", "bounded_buffer"), "raise NotImplementedError\n"),
        abort="def run_or_abort(parts):\n    raise NotImplementedError\n",
    )
    graders = [f"exercises/{label.replace('/', '/test_')}.py" for label in (COUNTER, BUFFER, ABORT)]
    said = pytest_says(*graders, f"--submission={tmp_path}", *QUIET)
    assert said.status == 1
    for name in ("counter", "bounded_buffer", "abort"):
        assert re.search(rf"· {name} +to do: \S+{name}\.py", said.line(name))
    assert "Error" not in said.text
    assert len(said.text.splitlines()) < 25
    assert re.search(r"=+ \d+ to do in ", said.last_line)


def test_solutions_are_right() -> None:
    grader = "exercises/04_condition/test_bounded_buffer.py"
    said = pytest_says(grader, "--solutions", "--count=2", *QUIET)
    assert said.status == 0
    assert re.search(
        r"✓ bounded_buffer +right in all \d+ interleavings of 15 tests, "
        r"and in 30 runs on real threads",
        said.line("bounded_buffer"),
    )
    assert re.search(r"= 15 right, 30 runs on real threads in ", said.last_line)


@pytest.mark.thorough
def test_what_a_submission_lacks_is_to_do(tmp_path: Path) -> None:
    submit(tmp_path, counter=solution(COUNTER))
    said = pytest_says("exercises", f"--submission={tmp_path}", "--count=1", *QUIET)
    assert said.status == 1
    assert "✓ counter" in said.line("counter")
    assert "04_condition/bounded_buffer.py is not there" in said.line("bounded_buffer")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--solutions", "--submission=."), "--solutions and --submission exclude each other"),
        (("--submission=nowhere",), "--submission: there is no folder nowhere"),
        (("--schedule=nonsense",), "'nonsense' is not a schedule: copy the text after"),
    ],
)
def test_a_wrong_option_is_told_in_one_line(arguments: tuple[str, ...], says: str) -> None:
    said = pytest_says("exercises/03_lock", *arguments, *QUIET)
    assert said.status == pytest.ExitCode.USAGE_ERROR
    assert said.text.startswith(f"ERROR: {says}")
    assert len(said.text.strip().splitlines()) == 1


# ---------------------------------------------------------------------- a wrong one


def test_the_failure_in_the_readme_is_what_a_learner_sees(tmp_path: Path) -> None:
    folder = submit(tmp_path, counter=source_of(COUNTER, "no-lock"))
    test = "exercises/03_lock/test_counter.py::test_no_increment_is_lost"
    said = pytest_says(test, f"--submission={folder}", *QUIET)
    shown = re.search(r"```text\n(✗ .*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert shown is not None
    assert said.report(COUNTER).replace(f" --submission={folder}", "") == shown[1]


@pytest.mark.parametrize(
    ("exercise", "name", "test", "parts"),
    [
        (
            COUNTER,
            "no-lock",
            "test_no_increment_is_lost",
            (
                "Two threads increment at the same time: both must count.",
                "Wrong result. The test's check at test_counter.py:",
                "assert 1 == 2",
                "increment-1 increment-2",
                "reads self._value = 0",
                "writes self._value = 1",
            ),
        ),
        (
            BUFFER,
            "two-conditions-two-locks",
            "test_put_and_get_at_the_same_time",
            (
                "a put and a get at the same moment both succeed.",
                "Deadlock.",
                "Opposite order: each of them has a lock that another one wants",
                "Read exercises/03_lock/README.md, “Two locks”.",
                "consumer-1 holds self._not_empty (line 41) and wants self._not_full at line 45",
                "producer-1 holds self._not_full (line 29) and wants self._not_empty at line 37",
            ),
        ),
        (
            BUFFER,
            "no-notify-after-get",
            "test_put_waits_for_room",
            ("Lost wakeup.", "self._not_full", "nobody is left who can wake it."),
        ),
    ],
)
def test_a_report_tells_all_and_can_be_made_again(
    tmp_path: Path, exercise: str, name: str, test: str, parts: tuple[str, ...]
) -> None:
    chapter, _, short = exercise.partition("/")
    folder = submit(tmp_path / "a folder", **{short: source_of(exercise, name)})
    grader = f"exercises/{chapter}/test_{short}.py"
    said = pytest_says(f"{grader}::{test}", f"--submission={folder}", *QUIET)
    assert said.status == 1
    words = " ".join(said.text.split())
    for part in parts:
        assert part in words
    assert f"{grader}::{test}" in said.command
    assert "Traceback" not in said.text
    verdict = re.search(r"^  (\w[\w ]+)\. ", said.report(exercise), re.M)
    assert verdict is not None
    again = [start(*shlex.split(said.command), *QUIET) for _ in range(2 if THOROUGH else 1)]
    for session in again:
        repeated = session.end()
        assert repeated.status == 1
        assert f"  {verdict[1]}. " in repeated.text
        assert repeated.table == said.table
        assert repeated.command == said.command


def test_a_schedule_that_no_longer_fits_says_so(tmp_path: Path) -> None:
    submit(tmp_path, counter=solution(COUNTER))
    said = pytest_says(
        "exercises/03_lock/test_counter.py::test_no_increment_is_lost",
        f"--submission={tmp_path}",
        "--schedule=0:0.7,3:0.2",
        *QUIET,
    )
    assert said.status == 1
    assert "The schedule 0:0.7,3:0.2 does not fit this test" in said.text


def test_a_schedule_that_is_right_is_no_proof(tmp_path: Path) -> None:
    submit(tmp_path, counter=source_of(COUNTER, "no-lock"))
    said = pytest_says(
        "exercises/03_lock/test_counter.py::test_no_increment_is_lost",
        f"--submission={tmp_path}",
        "--schedule=-",
        *QUIET,
    )
    assert "in 1 interleaving of 1 test that were tried (there are more)" in said.line("counter")


# ---------------------------------------------------------------------- output

TALKING = """
import logging
import threading


class Counter:
    def __init__(self, start=0):
        self.value = start

    def increment(self, by=1):
        print("said by", threading.current_thread().name)
        logging.warning("logged by %s", threading.current_thread().name)
        self.value += by
        return self.value
"""


def test_what_a_program_prints_appears_once(tmp_path: Path) -> None:
    submit(tmp_path, counter=TALKING)
    said = pytest_says(
        "exercises/03_lock/test_counter.py::test_no_increment_is_lost",
        f"--submission={tmp_path}",
        *QUIET,
    )
    assert said.status == 1
    _, _, captured = said.text.partition("- Captured stdout call -")
    for thread in ("increment-1", "increment-2"):
        assert said.text.count(f"said by {thread}") == 1
        assert f"said by {thread}" in captured
        assert said.text.count(f"logged by {thread}") == 1


def test_a_check_tells_what_it_compared(tmp_path: Path) -> None:
    """As pytest's own rewritten assertions do, also in a thread of the grader's."""
    grader = """
def test_numbers(kata, run):
    def check():
        assert [kata.value, 2] == [2, 2]
    run(check)
"""
    said = pytest_says("exercises", "--solutions", folder=course(tmp_path, grader))
    assert "assert [1, 2] == [2, 2]" in said.text
    assert "At index 0 diff: 1 != 2" in said.text


# ---------------------------------------------------------------------- pytest's own options


def test_a_text_that_depends_on_addresses_is_no_difference(tmp_path: Path) -> None:
    # Pytest shows sets in an order that comes from addresses where elements cannot be sorted. The
    # same run made again must still count as the same, and be told in the same way.
    mistake = source_of("07_local/request_context", "plain-attribute")
    submit(tmp_path, request_context=mistake)
    test = "exercises/07_local/test_request_context.py::test_two_threads_have_two_users"
    said = pytest_says(test, f"--submission={tmp_path}", "-vv", *QUIET)
    assert "only on the left: " in said.text
    assert "The same interleaving gave" not in said.text


@pytest.mark.thorough
def test_pytests_own_options(tmp_path: Path) -> None:
    folder = submit(tmp_path / "files", counter=source_of(COUNTER, "no-lock"))
    whose = ("exercises/03_lock", f"--submission={folder}", "--count=1")
    cache = ("-o", f"cache_dir={tmp_path / 'cache'}")
    sessions = {
        "-x": start(*whose, "-x", *QUIET),
        "-k": start(*whose, "-k", "begins_at", "--count=3", *QUIET),
        "-v": start(*whose, "-v", "-k", "begins_at or is_lost", *QUIET),
        "--count=1": start(*whose, "-k", "begins_at", *QUIET),
        "-q": start(*whose, "-q", "-k", "is_lost", *QUIET),
    }
    said = {option: session.end() for option, session in sessions.items()}
    assert said["-x"].status == 1
    assert "1 failed" in said["-x"].last_line
    assert "stopping after 1 failures" in said["-x"].text
    assert said["-k"].status == 0
    assert "1 right, 3 runs on real threads in " in said["-k"].last_line
    assert "right in all 1 interleaving of 1 test, and in 3 runs" in said["-k"].line("counter")
    assert re.search(r"test_it_begins_at_start\[model\S* RIGHT", said["-v"].text)
    assert re.search(r"test_it_begins_at_start\[threads\S* RIGHT", said["-v"].text)
    assert re.search(r"test_no_increment_is_lost\[model\S* WRONG", said["-v"].text)
    assert said["-q"].status == 1
    assert "wrong: 1 of 1 test" in said["-q"].line("counter")
    # One run is one run, too, when the command line says so.
    assert "1 right, 1 runs on real threads in " in said["--count=1"].last_line

    first = pytest_says(*whose, "-k", "begins_at or is_lost", *cache)
    assert first.status == 1
    again = pytest_says(*whose, "--lf", *cache)
    assert again.status == 1
    assert "1 failed" in again.last_line
    assert "right" not in again.last_line


def test_junit_xml(tmp_path: Path) -> None:
    folder = submit(tmp_path, counter=source_of(COUNTER, "no-lock"))
    said = pytest_says(
        "exercises/03_lock",
        f"--submission={folder}",
        "--count=1",
        f"--junit-xml={tmp_path / 'junit.xml'}",
        *QUIET,
    )
    assert said.status == 1
    suite = ElementTree.parse(tmp_path / "junit.xml").getroot().find("testsuite")
    assert suite is not None
    assert int(suite.attrib["failures"]) >= 1
    failures = [failure.text or "" for failure in suite.iter("failure")]
    assert any("Two threads increment at the same time" in text for text in failures)


# ---------------------------------------------------------------------- other tests


def test_tests_that_are_no_graders_run_as_usual(tmp_path: Path) -> None:
    course(tmp_path, "def test_one(kata):\n    assert kata.value == 1\n")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/test_other.py").write_text(
        "import threading\n\n\ndef test_right():\n    assert threading.Lock().acquire()\n\n\n"
        "def test_wrong():\n    number = 1\n    assert number == 2\n"
    )
    said = pytest_says("other", folder=tmp_path)
    assert said.status == 1
    assert "= 1 failed, 1 passed in " in said.last_line
    assert "threadkata" not in said.text
    both = pytest_says(".", "--solutions", "--count=1", "--deselect=other", folder=tmp_path)
    assert both.status == 0
    assert "✓ one" in both.line("one")


def test_tests_for_one_world(tmp_path: Path) -> None:
    grader = """
import sys
import pytest


@pytest.mark.threads_only("looks at the process")
def test_on_threads(kata, threading):
    assert threading is sys.modules["threading"]


@pytest.mark.model_only("an hour passes")
def test_in_model(kata, threading, clock):
    assert threading is not sys.modules["threading"]
    clock.sleep(3600)


def test_in_both(kata):
    pass
"""
    said = pytest_says(
        "exercises", "--solutions", "--count=2", "-v", folder=course(tmp_path, grader)
    )
    assert said.status == 0
    assert len(re.findall(r"test_on_threads\[threads\S* RIGHT", said.text)) == 2
    assert len(re.findall(r"test_in_model\[model\S* RIGHT", said.text)) == 1
    assert not re.search(r"test_on_threads\[model|test_in_model\[threads", said.text)
    assert "in all 2 interleavings of 2 tests, and in 4 runs on real threads" in said.line("one")


def test_a_stub_that_only_real_threads_run_is_to_do(tmp_path: Path) -> None:
    grader = """
import pytest


@pytest.mark.threads_only("looks at the process")
def test_on_threads(kata):
    kata.go()
"""
    file = "def go():\n    raise NotImplementedError\n"
    said = pytest_says("exercises", "--solutions", folder=course(tmp_path, grader, file))
    assert said.status == 1
    assert "· one  to do: " in said.line("one")


def test_what_only_real_threads_show(tmp_path: Path) -> None:
    """Neither a thread that never ends nor an exception keeps the session from ending."""
    grader = """
import pytest


@pytest.mark.timeout(1)
def test_it_ends(kata, run):
    '''It ends.'''
    run(kata.go)


def test_it_works(kata):
    '''It works.'''
    assert kata.VALUE == 1
"""
    file = """
import sys
import threading

MODEL = threading is not sys.modules["threading"]
VALUE = 1 if MODEL else 2


def rest():
    threading.Event().wait()


def go():
    if not MODEL:
        threading.Thread(target=rest, name="left").start()
        threading.Event().wait()
"""
    said = pytest_says(
        "exercises", "--solutions", "--count=2", folder=course(tmp_path, grader, file)
    )
    assert said.status == 1
    assert "wrong: 2 of 2 tests" in said.line("one")
    assert re.search(r"^    go-1:\n      one.py:\d+ threading.Event\(\).wait\(\)$", said.text, re.M)
    assert re.search(r"^    left:\n      one.py:\d+ threading.Event\(\).wait\(\)$", said.text, re.M)
    assert re.search(r"^    main:\n      test_one.py:\d+ run\(kata.go\)$", said.text, re.M)
    assert "Not over in time on real threads" in said.text
    assert "assert 2 == 1" in said.text
    assert "src/threadkata" not in said.text


def test_what_is_taken_apart_after_a_run_says_nothing(tmp_path: Path) -> None:
    """A generator that was left inside `with`, and a callback of the standard library's."""
    grader = """
import logging


def test_generator(kata, run):
    source = kata.Source()
    for item in source.items():
        run(lambda: source.condition.acquire())


def test_handler(kata):
    logging.Logger("x").addHandler(logging.NullHandler())
"""
    file = """
import threading


class Source:
    def __init__(self):
        self.condition = threading.Condition()

    def items(self):
        with self.condition:
            yield 1
"""
    said = pytest_says("exercises", "--solutions", folder=course(tmp_path, grader, file))
    assert "wrong: 1 of 2 tests" in said.line("one")
    assert "Deadlock" in said.text
    assert "RunOver" not in said.text
    assert "Unraisable" not in said.text


@pytest.mark.thorough
def test_several_processes_find_the_same_as_one() -> None:
    chosen = ("exercises/05_barrier", *QUIET)
    for options, sign, status in ((("--solutions",), "✓", 0), ((), "·", 1)):
        one, two = pytest_says(*chosen, *options), pytest_says(*chosen, *options, "-n", "2")
        assert (one.status, two.status) == (status, status)
        names = re.findall(rf"{sign} (\w+)", one.text)
        assert len(names) == 4
        assert re.findall(rf"{sign} (\w+)", two.text) == names
        assert all(one.line(name) == two.line(name) for name in names)


def test_hints_come_one_after_the_other_and_nothing_is_graded() -> None:
    grader = "exercises/04_condition/test_turns.py"
    one = pytest_says(grader, "--hint=1", *QUIET)
    assert one.status == 0
    assert "= 04_condition/turns =" in one.text
    assert "  1  " in one.text
    assert "  2  " not in one.text
    assert "2 hints left: --hint=2" in one.text
    assert "to do" not in one.text
    assert all(len(line) <= 80 for line in one.text.splitlines())
    assert "hints left" not in pytest_says(grader, "--hint=3", *QUIET).text


def test_a_thread_may_end_by_leaving(tmp_path: Path) -> None:
    grader = """
import sys
import threading


def test_leaving(kata):
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
"""
    said = pytest_says("exercises", "--solutions", folder=course(tmp_path, grader))
    assert said.status == 0


def test_a_logger_is_the_same_for_both_modules_in_each_run(tmp_path: Path) -> None:
    grader = """
import logging


class Records(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


def test_one(kata):
    records = Records()
    logging.getLogger().addHandler(records)
    kata.go()
    assert records.lines == []
"""
    file = "import logging\n\ndef go():\n    logging.warning('x')\n"
    said = pytest_says("exercises", "--solutions", folder=course(tmp_path, grader, file))
    assert "Wrong result" in said.text


def test_leaving_pytest_is_not_right(tmp_path: Path) -> None:
    """Also where the file under test does so on real threads only."""
    file = """
import sys
import threading

if threading is sys.modules["threading"]:
    import pytest

    pytest.exit("enough", 0)
value = 1
"""
    grader = "def test_one(kata):\n    assert kata.value == 1\n"
    said = pytest_says("exercises", "--solutions", folder=course(tmp_path, grader, file))
    assert said.status == 1
    assert "wrong: 1 of 1 test" in said.line("one")
    assert "src/threadkata" not in said.text


def test_the_suites_own_tests_are_left_alone() -> None:
    said = pytest_says("tests/test_course.py", "-k", "no_two_exercises", *QUIET)
    assert said.status == 0
    assert "= 1 passed, " in said.last_line
    assert "threadkata" not in said.text.replace(str(ROOT), "")
