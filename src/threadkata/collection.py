"""Which tests pytest runs, how often, and in which order."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from threadkata.items import EXERCISE, MODEL, THREADS, WORLD, exercise_at, step_of, world_of
from threadkata.session import SESSION

#: How often each test runs on real threads, unless --count says otherwise.
REPEATS: Final = 3
#: Seconds after which a run on real threads is given up.
REAL_TIMEOUT: Final = 10


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
