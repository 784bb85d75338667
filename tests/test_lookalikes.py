"""What looks like a mistake that has a name is given that name only if it is that mistake."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from graders import own_test

from threadkata.explain.patterns import recognise
from threadkata.model.world import World

PROGRAMS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix("").with_name("lookalikes.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def world() -> World:
    world = World()
    world.library.load_in_main("queue")
    return world


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_name_is_given_only_where_it_is_right(name: str, world: World, tmp_path: Path) -> None:
    program = PROGRAMS[name]
    judgement = own_test(world, tmp_path, program["kata"], program["test"]).judge()
    assert judgement.verdict is not None
    assert judgement.replayed is not None
    assert judgement.verdict.kind.value == program["verdict"]
    found = recognise(judgement.verdict, judgement.replayed.trace)
    said = (None, None) if found is None else (found.name, found.sentence)
    assert said == (program.get("named"), program.get("sentence"))
