"""pytest's side: options, fixtures, running a test in both worlds, and what the terminal shows."""

from __future__ import annotations

import importlib.util
import os
import shlex
import signal
import sys
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn

import pytest
from _pytest.assertion.rewrite import rewrite_asserts
from _pytest.outcomes import Failed, Skipped

from threadkata import witness
from threadkata.arena import Clock, RealRun
from threadkata.contract import broken_contract
from threadkata.course import CourseError, Exercise, exercise_of
from threadkata.explain.verdict import Kind, Verdict, raised_in
from threadkata.judging import CLOCK, KATA, RUN, THREADING, Judgement, ModelTest, try_to_load
from threadkata.model.program import Program
from threadkata.model.world import World
from threadkata.search.replay import Schedule
from threadkata.summary import ExerciseTally, summary_lines

MODEL: Final = "model"
THREADS: Final = "threads"
WORLD: Final = "_world"

#: How often each test runs on real threads, unless --count says otherwise.
REPEATS: Final = 5
#: Characters of a test's output that a report shows.
SHOWN: Final = 4_000
#: Seconds after which a run on real threads is given up.
REAL_TIMEOUT: Final = 10


def _new_world() -> World:
    world = World()
    # It is kept from run to run, so a submission that changes it has to find it there.
    world.library.load_in_main("queue")
    return world


@dataclass(slots=True)
class Session:
    """What one pytest session knows.

    Attributes:
        solutions: grade the reference solutions.
        submission: grade the files of this tree; None for those in place.
        schedule: make this one interleaving happen.
        tallies: what has been found, by exercise.
    """

    root: Path
    solutions: bool
    submission: Path | None
    schedule: Schedule | None
    world: World = field(default_factory=_new_world)
    graders: dict[Path, Program] = field(default_factory=dict)
    files: dict[str, CheckedFile] = field(default_factory=dict)
    tallies: dict[str, ExerciseTally] = field(default_factory=dict)

    def file(self, exercise: Exercise) -> Path:
        """The file to be graded for an exercise."""
        if self.solutions:
            return exercise.file_in(self.root / "solutions")
        if self.submission is not None:
            return exercise.file_in(self.submission)
        return exercise.stub

    def tally(self, exercise: Exercise) -> ExerciseTally:
        """What has been found of an exercise."""
        return self.tallies.setdefault(
            exercise.label, ExerciseTally(exercise.chapter, exercise.name, self.file(exercise))
        )

    def checked(self, exercise: Exercise) -> CheckedFile:
        """The file of an exercise, looked at once."""
        known = self.files.get(exercise.label)
        if known is None:
            known = self.files[exercise.label] = check_file(self, exercise)
        return known

    def grader(self, path: Path) -> Program:
        """The instrumented test file, its asserts rewritten by pytest."""
        program = self.graders.get(path)
        if program is None:
            program = self.graders[path] = Program.from_file(
                path, f"{path.parent.name}.{path.stem}", _rewrite
            )
        return program


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file to be graded, or what is wrong with it as a whole.

    Attributes:
        program: the instrumented file; None if it cannot be run.
        problem: one line that says why not; empty if it can.
        to_do: there is nothing to grade yet.
    """

    program: Program | None
    problem: str = ""
    to_do: bool = False


#: What is said of a file that calls something that no scheduler of the model can end.
OUTSIDE: Final = "it waits for the world outside, such as input() or a socket"

SESSION = pytest.StashKey[Session]()
EXERCISE = pytest.StashKey[Exercise]()


# Outcomes of pytest's own kind: of others it would write tracebacks, which nobody would see and
# which take longer than the tests.
class NotRight(Failed):
    """Raised out of a test that is not right; the report is its text."""


class ToDo(Skipped):
    """Raised out of a test whose part of the stub is still untouched."""


class Timeout(Failed):
    """Raised in a run on real threads that is not over in time."""


class NotJudged(Skipped):
    """Raised out of a test that need not run, because another one has told enough."""


# ---------------------------------------------------------------------- files under test


def _rewrite(tree: Any, source: bytes) -> None:
    rewrite_asserts(tree, source)


def check_file(session: Session, exercise: Exercise) -> CheckedFile:
    """Whether the file of an exercise can be graded at all."""
    path = session.file(exercise)
    shown = _relative(path)
    try:
        # A parser may let a comment pass that is not text; Python, when it runs the file, does not.
        importlib.util.decode_source(path.read_bytes())
        program = Program.from_file(path, f"{exercise.chapter}.{exercise.name}")
    except FileNotFoundError:
        return CheckedFile(None, f"{shown} is not there", to_do=True)
    except OSError as error:
        return CheckedFile(None, f"{shown} cannot be read: {error.strerror}")
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        return CheckedFile(None, f"{shown}{line} is not Python: {error.msg}")
    except UnicodeDecodeError as error:
        return CheckedFile(None, f"{shown} is not Python: not text in {error.encoding}")
    except (RecursionError, MemoryError, OverflowError) as error:
        return CheckedFile(None, f"{shown} is too deeply nested: {type(error).__name__}")
    with witness.unchanged_library():
        verdict, module = try_to_load(session.world, program)
    if verdict is not None or module is None:
        return _unloadable(shown, verdict)
    problem = broken_contract(module, exercise.file_in(session.root / "solutions"))
    if problem is not None:
        return CheckedFile(None, f"{shown}: {problem}")
    return CheckedFile(program)


def _unloadable(shown: str, verdict: Verdict | None) -> CheckedFile:
    if verdict is None:
        return CheckedFile(None, f"{shown} cannot be loaded")
    line = f":{verdict.line}" if verdict.line else ""
    if verdict.kind is Kind.TO_DO:
        return CheckedFile(None, f"{shown}{line} is to do", to_do=True)
    if verdict.kind is Kind.OUTSIDE_THE_MODEL:
        what = OUTSIDE
    elif verdict.kind is Kind.LIVELOCK:
        what = "it goes on for ever"
    else:
        what = verdict.detail.splitlines()[0] if verdict.detail else verdict.kind.value
    return CheckedFile(None, f"{shown}{line} cannot be loaded: {what}")


def _relative(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


# ---------------------------------------------------------------------- options


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say whose code to grade, and how."""
    group = parser.getgroup("threadkata", "exercises on threads")
    group.addoption(
        "--solutions",
        action="store_true",
        help="grade the reference solutions instead of the stubs",
    )
    group.addoption(
        "--submission",
        metavar="DIR",
        help="grade the files in DIR, which is laid out like exercises/",
    )
    group.addoption(
        "--schedule",
        metavar="SCHEDULE",
        help="make one interleaving happen again, as a report says it",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Read the options and make the markers known."""
    for marker in (
        "model_only(reason): this test makes sense in the model only",
        "threads_only(reason): this test makes sense on real threads only",
        "hasty: time limits may run out although other threads could still move",
        "polling_allowed(reason): going round a loop until something changes is no mistake here",
    ):
        config.addinivalue_line("markers", marker)
    submission = config.getoption("--submission")
    if submission is not None:
        if config.getoption("--solutions"):
            raise pytest.UsageError("--solutions and --submission exclude each other")
        if not Path(submission).is_dir():
            raise pytest.UsageError(f"--submission: there is no folder {submission}")
    text = config.getoption("--schedule")
    try:
        schedule = None if text is None else Schedule.parse(text)
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None
    config.stash[SESSION] = Session(
        config.rootpath,
        bool(config.getoption("--solutions")),
        None if submission is None else Path(submission).resolve(),
        schedule,
    )


# ---------------------------------------------------------------------- collection


def _exercise_of(path: Path) -> Exercise | None:
    try:
        return exercise_of(path)
    except CourseError as error:
        raise pytest.UsageError(str(error)) from None


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A grader's test becomes one in the model and one, repeated, on real threads."""
    item = metafunc.definition
    if _exercise_of(item.path) is None or "kata" not in metafunc.fixturenames:
        return
    worlds = [MODEL, THREADS]
    if item.get_closest_marker("model_only"):
        worlds.remove(THREADS)
    if item.get_closest_marker("threads_only") or not worlds:
        worlds.remove(MODEL)
    if metafunc.config.stash[SESSION].schedule is not None:
        worlds = [world for world in worlds if world == MODEL]
    metafunc.fixturenames.append(WORLD)
    metafunc.parametrize(WORLD, worlds, indirect=True)
    arguments = metafunc.config.invocation_params.args
    if THREADS in worlds and not any(str(each).startswith("--count") for each in arguments):
        item.add_marker(pytest.mark.repeat(REPEATS))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """One run of each test in the model is enough: it gives the same answer every time."""
    kept = []
    for item in items:
        exercise = _exercise_of(item.path)
        world = _world_of(item)
        if exercise is not None and world is not None:
            item.stash[EXERCISE] = exercise
            if world == MODEL and _step_of(item) > 0:
                continue
            # In the model a thread that waits for the world outside is found out in another way.
            limit = pytest.mark.timeout(REAL_TIMEOUT if world == THREADS else 0)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(limit)
        kept.append(item)
    # All of an exercise in the model, before anything of it on real threads.
    order = {item.path: number for number, item in enumerate(items)}
    kept.sort(key=lambda item: (order[item.path], _world_of(item) == THREADS))
    items[:] = kept


def _params(item: pytest.Item) -> dict[str, Any]:
    callspec = getattr(item, "callspec", None)
    return {} if callspec is None else dict(callspec.params)


def _world_of(item: pytest.Item) -> str | None:
    world = _params(item).get(WORLD)
    return world if isinstance(world, str) else None


def _step_of(item: pytest.Item) -> int:
    return int(_params(item).get("__pytest_repeat_step_number", 0))


# ---------------------------------------------------------------------- fixtures


@pytest.fixture
def _world(request: pytest.FixtureRequest) -> str:
    """Which world the test runs in."""
    return str(request.param)


@pytest.fixture
def kata(request: pytest.FixtureRequest, _world: str) -> Iterator[Any]:
    """The module under test, executed afresh for each run."""
    if _world == MODEL:
        yield KATA
        return
    session = request.config.stash[SESSION]
    exercise = request.node.stash[EXERCISE]
    before = set(threading.enumerate())
    name = f"{exercise.chapter}.{exercise.name}"
    with witness.unchanged_library():
        try:
            module = witness.load_really(session.file(exercise), name)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            _wrong_on_threads(request.node, exercise, error, before)
        yield module


@pytest.fixture
def run(_world: str) -> Any:
    """`run(*functions)`: each in a thread of its own, all joined; raises what they raised."""
    return RUN if _world == MODEL else RealRun()


@pytest.fixture(name="threading")
def threading_fixture(_world: str) -> Any:
    """The `threading` module of the world that the test runs in."""
    return THREADING if _world == MODEL else threading


@pytest.fixture
def clock(_world: str) -> Any:
    """`clock.now()` and `clock.sleep(seconds)` in the world that the test runs in."""
    return CLOCK if _world == MODEL else Clock()


# ---------------------------------------------------------------------- running


@pytest.hookimpl(optionalhook=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> bool | None:
    """Let our own report name the threads that are stuck, without the stacks of all threads."""
    if item.stash.get(EXERCISE, None) is None or settings.method != "signal":
        return None

    def fail(signum: int, frame: FrameType | None) -> None:
        raise Timeout(f"it is not over after {settings.timeout:g} seconds")

    def cancel() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    vars(item)["cancel_timeout"] = cancel  # which pytest-timeout calls
    signal.signal(signal.SIGALRM, fail)
    signal.setitimer(signal.ITIMER_REAL, settings.timeout)
    return True


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """On real threads there is nothing to see unless the model found nothing."""
    exercise = item.stash.get(EXERCISE, None)
    if exercise is None:
        return
    session = item.config.stash[SESSION]
    checked = session.checked(exercise)
    tally = session.tally(exercise)
    if tally.problem:
        raise NotJudged(tally.problem)
    if checked.problem:
        tally.problem, tally.problem_is_to_do = checked.problem, checked.to_do
        if checked.to_do:
            raise ToDo(checked.problem)
        raise NotRight(f"✗ {exercise.label}\n\n  {checked.problem}")
    if _world_of(item) == THREADS and _test_name(item) in (tally.wrong | tally.to_do):
        raise NotJudged("the model has found it wrong")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> object:
    """Run a grader's test in the world that it is for."""
    exercise = pyfuncitem.stash.get(EXERCISE, None)
    world = _world_of(pyfuncitem)
    if exercise is None or world is None:
        return None
    if world == MODEL:
        _run_in_model(pyfuncitem, exercise)
    else:
        _run_on_threads(pyfuncitem, exercise)
    return True


def _run_in_model(item: pytest.Function, exercise: Exercise) -> None:
    session = item.config.stash[SESSION]
    program = session.checked(exercise).program
    assert program is not None
    names = item._fixtureinfo.argnames
    test = ModelTest(
        session.world,
        program,
        session.grader(item.path),
        _qualname(item),
        {name: item.funcargs[name] for name in names},
        hasty=item.get_closest_marker("hasty") is not None,
        polling_allowed=item.get_closest_marker("polling_allowed") is not None,
        failures=(AssertionError, pytest.fail.Exception),
    )
    with witness.unchanged_library():
        judgement = test.judge() if session.schedule is None else test.follow(session.schedule)
    tally = session.tally(exercise)
    verdict = judgement.verdict
    replayed = judgement.replayed
    sys.stdout.write(session.world.output.text if replayed is None else replayed.output)
    if session.schedule is not None and replayed is not None and not replayed.fits:
        tally.is_wrong(_test_name(item))
        raise NotRight(_does_not_fit(item, exercise, session.schedule))
    if verdict is None:
        tally.right_in_model(
            _test_name(item),
            judgement.exploration.runs,
            all_of_them=judgement.exploration.exhausted,
        )
        return
    place = f"{_relative(Path(verdict.path))}:{verdict.line}"
    if verdict.kind is Kind.TO_DO:
        tally.is_to_do(_test_name(item))
        raise ToDo(f"{place} is to do")
    tally.is_wrong(_test_name(item))
    if verdict.kind is Kind.OUTSIDE_THE_MODEL:
        # Each further test would take seconds to find out the same.
        tally.problem = f"{place}: {OUTSIDE}"
    raise NotRight(_report(item, exercise, verdict, judgement))


def _report(
    item: pytest.Function, exercise: Exercise, verdict: Verdict, judgement: Judgement
) -> str:
    # Imported only now: what draws a report takes longer to load than most reports to draw.
    from threadkata.explain.terminal import Failure, render

    failure = Failure(
        exercise.label,
        _title(item),
        _requirement(item),
        verdict,
        None if judgement.replayed is None else judgement.replayed.trace,
        judgement.exploration.runs,
        _replay_command(item, judgement.exploration.schedule or Schedule()),
    )
    writer = item.config.get_terminal_writer()
    return render(failure, width=writer.fullwidth, color=writer.hasmarkup)


def _does_not_fit(item: pytest.Function, exercise: Exercise, schedule: Schedule) -> str:
    return (
        f"✗ {exercise.label}  {_title(item)}\n\n"
        f"  The schedule {schedule} does not fit this test, or the code has changed since the\n"
        "  report was written. Run the test without --schedule."
    )


def _run_on_threads(item: pytest.Function, exercise: Exercise) -> None:
    session = item.config.stash[SESSION]
    tally = session.tally(exercise)
    arguments = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
    before = set(threading.enumerate())
    try:
        with witness.eager_switching():
            item.obj(**arguments)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        _wrong_on_threads(item, exercise, error, before)
    left = [thread for thread in witness.still_running(before) if not thread.daemon]
    for thread in left:
        thread.join(1)
    tally.real_runs += 1


def _wrong_on_threads(
    item: pytest.Function,
    exercise: Exercise,
    error: BaseException,
    before: set[threading.Thread],
) -> NoReturn:
    """Note that a test fails on real threads though the model found nothing."""
    tally = item.config.stash[SESSION].tally(exercise)
    file = item.config.stash[SESSION].file(exercise)
    if isinstance(error, NotImplementedError) and raised_in(error, {str(file)})[0]:
        tally.is_to_do(_test_name(item))
        raise ToDo(f"{_relative(file)} is to do") from None
    tally.is_wrong(_test_name(item))
    raise NotRight(_on_real_threads(item, exercise, error, before)) from None


def _on_real_threads(
    item: pytest.Function,
    exercise: Exercise,
    error: BaseException,
    before: set[threading.Thread],
) -> str:
    """The report on a test that fails on real threads though the model found nothing."""
    files = {str(item.config.stash[SESSION].file(exercise)), str(item.path)}
    lines = [f"✗ {exercise.label}  {_title(item)}", "", f"  {_requirement(item)}", ""]
    text = str(error).strip().split("\n")
    path, line, _ = raised_in(error, files)
    where = f" at {Path(path).name}:{line}" if path else ""
    lines.append(f"  On real threads{where}: {type(error).__name__}: {text[0]}".rstrip(": "))
    lines += [f"  {line}" for line in text[1:]]
    for thread in witness.still_running(before):
        lines.append(f"  Still running: {thread.name}, {witness.where_it_is(thread, files)}")
    return "\n".join(lines)


def _qualname(item: pytest.Function) -> str:
    name = getattr(item, "originalname", None) or item.name
    cls = item.cls
    return f"{cls.__qualname__}.{name}" if cls is not None else name


def _test_name(item: pytest.Item) -> str:
    name = item.nodeid.partition("[")[0]
    params = {
        key: value
        for key, value in _params(item).items()
        if key not in (WORLD, "__pytest_repeat_step_number")
    }
    return f"{name}{params}" if params else name


def _title(item: pytest.Function) -> str:
    name = (getattr(item, "originalname", None) or item.name).removeprefix("test_")
    return name.replace("_", " ").capitalize()


def _requirement(item: pytest.Function) -> str:
    return " ".join((item.obj.__doc__ or "").split())


def _replay_command(item: pytest.Function, schedule: Schedule) -> str:
    session = item.config.stash[SESSION]
    whose = ""
    if session.solutions:
        whose = " --solutions"
    elif session.submission is not None:
        whose = " " + shlex.quote(f"--submission={_relative(session.submission)}")
    node = f"{_relative(item.path)}::{'::'.join(_qualname(item).split('.'))}"
    return f"pytest {shlex.quote(node)}{whose} --schedule={schedule}"


# ---------------------------------------------------------------------- reports


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show our own reports instead of tracebacks through our own machinery."""
    report = yield
    if item.stash.get(EXERCISE, None) is None:
        return report
    if report.passed and _world_of(item) == THREADS:
        # The run in the model has said it already.
        report.sections.clear()
    report.sections = [(name, _shortened(text)) for name, text in report.sections]
    if call.excinfo is None:
        return report
    error = call.excinfo.value
    if isinstance(error, NotRight):
        report.longrepr = str(error)
        report.outcome = "failed"
        report.when = "call"
    elif isinstance(error, (ToDo, NotJudged)):
        report.outcome = "skipped"
        report.longrepr = (str(item.path), 0, str(error))
        report.user_properties.append(("threadkata", type(error).__name__))
    elif report.failed:
        # Something went wrong that is not the learner's: it is not right all the same.
        item.config.stash[SESSION].tally(item.stash[EXERCISE]).is_wrong(_test_name(item))
    return report


def _shortened(text: str) -> str:
    """Output, or the beginning of it if there is more than anybody can read."""
    more = len(text) - SHOWN
    return text if more <= 0 else f"{text[:SHOWN]}\n[{more:,} more characters]\n"


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(
    report: pytest.CollectReport | pytest.TestReport, config: pytest.Config
) -> tuple[str, str, str] | None:
    """Call things by the words of the suite: right, wrong, to do."""
    if not isinstance(report, pytest.TestReport):
        return None
    said = dict(report.user_properties).get("threadkata")
    if said == ToDo.__name__ and report.skipped:
        return "to do", "·", "TO DO"
    if said == NotJudged.__name__ and report.skipped:
        return "", "", ""
    if f"[{THREADS}" in report.nodeid and report.when == "call" and report.passed:
        return "runs on real threads", "", "RIGHT"
    if f"[{THREADS}" in report.nodeid and report.when == "call" and report.failed:
        return "failed", "✗", "WRONG"
    if f"[{MODEL}" in report.nodeid and report.when == "call":
        if report.passed:
            return "right", ".", "RIGHT"
        if report.failed:
            return "failed", "✗", "WRONG"
    return None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """One line for each exercise."""
    session = config.stash[SESSION]
    if session.tallies:
        terminalreporter.section("threadkata")
        for line, markup in summary_lines(list(session.tallies.values()), Path.cwd()):
            terminalreporter.write_line(line, **markup)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """To do is not right: the exit status says so."""
    tallies = session.config.stash[SESSION].tallies.values()
    if exitstatus == pytest.ExitCode.OK and not all(tally.is_right for tally in tallies):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End the process although threads of an exercise are stuck."""
    stuck = [
        thread
        for thread in threading.enumerate()
        if thread is not threading.main_thread() and not thread.daemon and thread.is_alive()
    ]
    if stuck and SESSION in config.stash and config.stash[SESSION].tallies:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1)
