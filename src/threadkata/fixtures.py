"""What a grader's test asks for: the module under test, and the world that it runs in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from threadkata import witness
from threadkata.arena import Clock, RealRun
from threadkata.items import EXERCISE, MODEL
from threadkata.judging import CLOCK, KATA, RUN, THREADING
from threadkata.running import wrong_on_threads
from threadkata.session import SESSION


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
