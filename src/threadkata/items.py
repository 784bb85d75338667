"""What a test of a grader is: which exercise it belongs to, in which world it runs, its name."""

from __future__ import annotations

import inspect
import re
import shlex
from pathlib import Path
from typing import Any, Final

import pytest

from threadkata.course import CourseError, Exercise, exercise_of
from threadkata.search.replay import Schedule
from threadkata.session import SESSION, relative

MODEL: Final = "model"
THREADS: Final = "threads"
WORLD: Final = "_world"
#: Where pytest-repeat writes which repeat of a test this is.
REPEAT: Final = "__pytest_repeat_step_number"

EXERCISE = pytest.StashKey[Exercise]()


def exercise_at(path: Path) -> Exercise | None:
    """The exercise that a test file grades; None if it grades none."""
    try:
        return exercise_of(path)
    except CourseError as error:
        raise pytest.UsageError(str(error)) from None


def params_of(item: pytest.Item) -> dict[str, Any]:
    """What a test is parametrized with, by name."""
    callspec = getattr(item, "callspec", None)
    return {} if callspec is None else dict(callspec.params)


def world_of(item: pytest.Item) -> str | None:
    """The world that a test runs in; None if it is no test of a grader."""
    world = params_of(item).get(WORLD)
    return world if isinstance(world, str) else None


def step_of(item: pytest.Item) -> int:
    """Which repeat of a test this is, from 0."""
    return int(params_of(item).get(REPEAT, 0))


def qualname(item: pytest.Function) -> str:
    """The name of the test function in its module, without parameters."""
    name = getattr(item, "originalname", None) or item.name
    cls = item.cls
    return f"{cls.__qualname__}.{name}" if cls is not None else name


def name_of(item: pytest.Item) -> str:
    """What a test is called in both worlds and in all its repeats."""
    name = item.nodeid.partition("[")[0]
    params = {key: value for key, value in params_of(item).items() if key not in (WORLD, REPEAT)}
    return f"{name}{params}" if params else name


def title(item: pytest.Function) -> str:
    """The name of a test in words."""
    name = (getattr(item, "originalname", None) or item.name).removeprefix("test_")
    return name.replace("_", " ").capitalize()


def requirement(item: pytest.Function) -> str:
    """What the test asks for: the first paragraph of its docstring."""
    return " ".join(inspect.cleandoc(item.obj.__doc__ or "").partition("\n\n")[0].split())


def explanation(item: pytest.Function) -> str:
    """What the test has to say to whoever fails it: the other paragraphs of its docstring."""
    paragraphs = inspect.cleandoc(item.obj.__doc__ or "").split("\n\n")[1:]
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _parameters(item: pytest.Function) -> str:
    """The parameters of a test as they stand in its name when it is run with --schedule."""
    others = set(params_of(item)) - {WORLD, REPEAT}
    if not others:
        return ""
    brackets = item.name[item.name.index("[") :]
    # The repeats come last, and there are none with --schedule.
    return re.sub(r"-\d+-\d+\]$", "]", brackets) if REPEAT in params_of(item) else brackets


def replay_command(item: pytest.Function, schedule: Schedule) -> str:
    """The command that makes one interleaving of a test happen again."""
    session = item.config.stash[SESSION]
    whose = ""
    if session.solutions:
        whose = " --solutions"
    elif session.submission is not None:
        whose = " " + shlex.quote(f"--submission={relative(session.submission)}")
    node = f"{relative(item.path)}::{'::'.join(qualname(item).split('.'))}{_parameters(item)}"
    return f"pytest {shlex.quote(node)}{whose} --schedule={schedule}"
