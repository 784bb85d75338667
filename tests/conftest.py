"""What test files share."""

import gc
from collections.abc import Iterator

import pytest
import thoroughness  # noqa: F401  (it loads the profile, also for tests that do not ask for it)


@pytest.fixture(scope="module")
def nothing_old_is_collected() -> Iterator[None]:
    """For tests that collect garbage again and again: not also in all that pytest has."""
    gc.freeze()
    yield
    gc.unfreeze()
