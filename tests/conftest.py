"""How many programs Hypothesis makes up (THREADKATA_PROFILE chooses); what test files share."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("default", max_examples=150, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=2_000, deadline=None, derandomize=True)
settings.register_profile("night", max_examples=50_000, deadline=None)
settings.load_profile(os.environ.get("THREADKATA_PROFILE", "default"))


@pytest.fixture(scope="module")
def nothing_old_is_collected() -> Iterator[None]:
    """For tests that collect garbage again and again: not also in all that pytest has."""
    gc.freeze()
    yield
    gc.unfreeze()
