"""pytest's side: options, collection, fixtures, and what the terminal shows."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest

from threadkata import witness
from threadkata.arena import Clock, RealRun
from threadkata.comparison import difference
from threadkata.debugger import ThreadPdb
from threadkata.items import (
    EXERCISE,
    MODEL,
    THREADS,
    WORLD,
    exercise_at,
    name_of,
    step_of,
    world_of,
)
from threadkata.judging import CLOCK, KATA, RUN, THREADING
from threadkata.pages import FOLDER
from threadkata.running import (
    NotJudged,
    NotRight,
    ToDo,
    leave_out,
    run_in_model,
    run_on_threads,
    wrong_on_threads,
)
from threadkata.search.replay import Schedule
from threadkata.session import SESSION, Session
from threadkata.summary import ExerciseTally, hint_lines, summary_lines
from threadkata.supervision import SILENCE, supervised

#: How often each test runs on real threads, unless --count says otherwise.
REPEATS: Final = 3
#: Characters of a test's output that a report shows.
SHOWN: Final = 4_000
#: Seconds after which a run on real threads is given up.
REAL_TIMEOUT: Final = 10


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
    group.addoption(
        "--page",
        metavar="DIR",
        help="where to write a page on each failing test (default: .threadkata); none: nowhere",
    )
    group.addoption(
        "--plain",
        action="store_true",
        help="reports as sentences, one a line, without columns and symbols: for screen readers",
    )
    group.addoption(
        "--hint",
        metavar="N",
        type=int,
        choices=(1, 2, 3),
        help="grade nothing, but give the first N of three hints; the last is nearly the solution",
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
    graded = any("exercises" in Path(argument).parts for argument in config.args)
    if graded and getattr(config.option, "dist", "no") == "load":
        # All tests of an exercise in one process: what the model finds wrong is not tried again.
        config.option.dist = "loadfile"
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
    session = config.stash[SESSION] = Session(
        config.rootpath,
        bool(config.getoption("--solutions")),
        None if submission is None else Path(submission).resolve(),
        schedule,
        _pages(config),
        repeats_wanted=any(str(a).startswith("--count") for a in config.invocation_params.args),
    )
    if schedule is not None and not config.option.usepdb_cls:
        config.option.usepdb_cls = (ThreadPdb.__module__, ThreadPdb.__name__)
        ThreadPdb.scheduler = session.world.scheduler


def _pages(config: pytest.Config) -> Path | None:
    folder = config.getoption("--page")
    if folder == "none":
        return None
    return Path(folder).resolve() if folder else config.rootpath / FOLDER


# ---------------------------------------------------------------------- collection


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A grader's test becomes one in the model and one, repeated, on real threads."""
    item = metafunc.definition
    if exercise_at(item.path) is None or "kata" not in metafunc.fixturenames:
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
    wanted = metafunc.config.stash[SESSION].repeats_wanted or item.get_closest_marker("repeat")
    if THREADS in worlds and not wanted:
        item.add_marker(pytest.mark.repeat(REPEATS))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """One run of each test in the model is enough: it gives the same answer every time."""
    if config.getoption("--hint"):
        config.stash[SESSION].hinted = [
            exercise
            for path in dict.fromkeys(item.path for item in items)
            if (exercise := exercise_at(path)) is not None
        ]
        items.clear()
        return
    kept = []
    for item in items:
        exercise = exercise_at(item.path)
        world = world_of(item)
        if exercise is not None and world is not None:
            item.stash[EXERCISE] = exercise
            if world == MODEL and step_of(item) > 0:
                continue
            # In the model a thread that waits for the world outside is found out in another way.
            limit = pytest.mark.timeout(REAL_TIMEOUT if world == THREADS else 0)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(limit)
        kept.append(item)
    # In the order of the chapter; all of an exercise in the model, before anything of it on real
    # threads.
    chapters: dict[Path, int] = {}
    places: dict[Path, tuple[int, int]] = {}
    for number, item in enumerate(kept):
        exercise = exercise_at(item.path)
        if exercise is None:
            places.setdefault(item.path, (number, 0))
        else:
            chapter = chapters.setdefault(item.path.parent, number)
            places[item.path] = (chapter, exercise.number)
    kept.sort(key=lambda item: (places[item.path], world_of(item) == THREADS))
    items[:] = kept


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
            wrong_on_threads(request.node, exercise, error, before)
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
        raise witness.NotOver(f"it is not over after {settings.timeout:g} seconds")

    def cancel() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    vars(item)["cancel_timeout"] = cancel  # which pytest-timeout calls
    signal.signal(signal.SIGALRM, fail)
    signal.setitimer(signal.ITIMER_REAL, settings.timeout)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Let a process stand by, if there is anything to grade and nobody is looking at it."""
    config = session.config
    ours = config.stash[SESSION]
    looking = config.getoption("usepdb") or config.getoption("trace") or ours.schedule is not None
    worker = hasattr(config, "workerinput")
    if (
        hasattr(os, "fork")
        and not (looking or worker or config.option.collectonly)
        # In a copy there would be no other threads.
        and threading.active_count() == 1
        and any(EXERCISE in item.stash for item in session.items)
    ):
        ours.supervised = supervised(config.invocation_params.args)
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_assertrepr_compare(
    config: pytest.Config, op: str, left: object, right: object
) -> list[str] | None:
    """In the model, say how sets and dicts differ in an order that is always the same."""
    running = config.stash[SESSION].world.scheduler.running
    return difference(left, right) if running and op == "==" else None


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
        leave_out(item, but=0, all_tests=True)
        if checked.to_do:
            raise ToDo(checked.problem)
        raise NotRight(f"✗ {exercise.label}\n\n  {checked.problem}")
    if world_of(item) != THREADS:
        return
    if name_of(item) in (tally.wrong | tally.to_do):
        raise NotJudged("the model has found it wrong")
    if name_of(item) in tally.alone and step_of(item) > 0:
        raise NotJudged("there is one thread only, and it has been run")
    if tally.to_do:
        # A program of its own that meets what is to do can only end with a traceback.
        raise NotJudged("something is to do before this can be tried")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> object:
    """Run a grader's test in the world that it is for."""
    exercise = pyfuncitem.stash.get(EXERCISE, None)
    world = world_of(pyfuncitem)
    if exercise is None or world is None:
        return None
    session = pyfuncitem.config.stash[SESSION]
    if world == MODEL:
        with session.at(exercise) as goes_on:
            run_in_model(pyfuncitem, exercise, goes_on)
    else:
        with session.at(exercise, REAL_TIMEOUT + SILENCE):
            run_on_threads(pyfuncitem, exercise)
    return True


# ---------------------------------------------------------------------- reports


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show our own reports instead of tracebacks through our own machinery."""
    report = yield
    if item.stash.get(EXERCISE, None) is None:
        return report
    if report.passed and world_of(item) == THREADS:
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
        item.config.stash[SESSION].tally(item.stash[EXERCISE]).is_wrong(name_of(item))
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
    to_do, wrong = ("t", "F") if config.getoption("--plain") else ("·", "✗")
    if said == ToDo.__name__ and report.skipped:
        return "to do", to_do, "TO DO"
    if said == NotJudged.__name__ and report.skipped:
        return "", "", ""
    if f"[{THREADS}" in report.nodeid and report.when == "call" and report.passed:
        return "runs on real threads", "", "RIGHT"
    if f"[{THREADS}" in report.nodeid and report.when == "call" and report.failed:
        return "failed", wrong, "WRONG"
    if f"[{MODEL}" in report.nodeid and report.when == "call":
        if report.passed:
            return "right", ".", "RIGHT"
        if report.failed:
            return "failed", wrong, "WRONG"
    return None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """One line for each exercise, or the hints for it."""
    session = config.stash[SESSION]
    for exercise in session.hinted:
        terminalreporter.section(exercise.label)
        for line in hint_lines(
            exercise, config.getoption("--hint"), terminalreporter._tw.fullwidth
        ):
            terminalreporter.write_line(line)
    if session.tallies:
        terminalreporter.section("threadkata")
        tallies = sorted(session.tallies.values(), key=lambda tally: (tally.chapter, tally.number))
        for line, markup in summary_lines(tallies, Path.cwd()):
            if config.getoption("--plain"):
                line, markup = line.replace("✓ ", "").replace("✗ ", "").replace("· ", ""), {}
            terminalreporter.write_line(line, **markup)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A process of pytest-xdist has come to its end, and tells what it has found."""
    tallies = node.config.stash[SESSION].tallies
    for found in getattr(node, "workeroutput", {}).get("threadkata", ()):
        tally = ExerciseTally.received(found)
        tallies[f"{tally.chapter}/{tally.name}"] = tally


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(
    session: pytest.Session, exitstatus: int
) -> Generator[None, object, object]:
    """To do is not right: the exit status says so."""
    ours = session.config.stash[SESSION]
    tallies = ours.tallies.values()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["threadkata"] = [tally.to_send() for tally in tallies]
    result = yield
    # Other plugins have had their say on the status by now.
    if ours.hinted:
        session.exitstatus = pytest.ExitCode.OK
    elif exitstatus == pytest.ExitCode.OK and not all(tally.is_right for tally in tallies):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if ours.supervised is not None:
        ours.supervised.over(int(session.exitstatus))
    return result


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
