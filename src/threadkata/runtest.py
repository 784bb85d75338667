"""What pytest does for each test of a grader: whether it is run at all, how, and for how long."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

import pytest

from threadkata import witness
from threadkata.collection import REAL_TIMEOUT
from threadkata.comparison import difference
from threadkata.items import EXERCISE, MODEL, THREADS, name_of, step_of, world_of
from threadkata.running import NotJudged, NotRight, ToDo, leave_out, run_in_model, run_on_threads
from threadkata.session import SESSION
from threadkata.supervision import SILENCE


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
