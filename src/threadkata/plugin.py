"""pytest's side: the options, and what a session begins and ends with.

What happens between them stands in the modules that `pytest_plugins` names.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from threadkata.debugger import ThreadPdb
from threadkata.items import EXERCISE
from threadkata.pages import FOLDER
from threadkata.search.replay import Schedule
from threadkata.session import SESSION, Session
from threadkata.summary import ExerciseTally
from threadkata.supervision import supervised

pytest_plugins = [
    "threadkata.collection",
    "threadkata.fixtures",
    "threadkata.runtest",
    "threadkata.reporting",
]


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
