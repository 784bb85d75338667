"""How much is run of those tests of which more and less can be run; THREADKATA_PROFILE chooses.

The usual profile is for whoever waits for it, `ci` for `.ci/run`, and `night` for a night.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterable, Sequence
from typing import Any, Final, TypeVar

import pytest
from hypothesis import settings

settings.register_profile("default", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=2_000, deadline=None, derandomize=True)
settings.register_profile("night", max_examples=50_000, deadline=None)

PROFILE: Final = os.environ.get("THREADKATA_PROFILE", "default")
settings.load_profile(PROFILE)

#: Programs that Hypothesis makes up for a test.
EXAMPLES: Final = settings.get_profile(PROFILE).max_examples
#: Whether all is run that need not take a night.
THOROUGH: Final = PROFILE != "default"
#: Whether it may take a night.
ALL_NIGHT: Final = PROFILE == "night"

Case = TypeVar("Case")


def some(cases: Sequence[Case], parts: int) -> list[Case]:
    """One of so many parts of the cases, or all of them; each version of Python has its own part.

    Arguments:
        cases: what a test can be run on.
        parts: how many there are.
    """
    return list(cases if THOROUGH else cases[sys.version_info.minor % parts :: parts])


def marked(cases: Iterable[str], long: Container[str]) -> list[Any]:
    """The names of cases, as parameters, of which those in `long` are marked as thorough."""
    return [
        pytest.param(case, marks=pytest.mark.thorough if case in long else ()) for case in cases
    ]
