"""What test files share."""

import gc
from collections.abc import Iterator

import pytest
from thoroughness import THOROUGH


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark."""
    config.addinivalue_line("markers", "thorough: takes long; THREADKATA_PROFILE=ci runs it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long, unless it is asked for."""
    if not THOROUGH:
        left_out = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]


@pytest.fixture(scope="module")
def nothing_old_is_collected() -> Iterator[None]:
    """For tests that collect garbage again and again: not also in all that pytest has."""
    gc.freeze()
    yield
    gc.unfreeze()
