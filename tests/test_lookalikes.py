"""What looks like a mistake that has a name is given that name only if it is that mistake."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest
from _pytest.assertion.rewrite import rewrite_asserts
from graders import FIXTURES

from threadkata.explain.patterns import recognise
from threadkata.judging import ModelTest
from threadkata.model.program import Program
from threadkata.model.world import World
from threadkata.running import FAILURES

PROGRAMS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix("").with_name("lookalikes.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def world() -> World:
    world = World()
    world.library.load_in_main("queue")
    return world


def model_test_of(world: World, folder: Path, program: dict[str, str]) -> ModelTest:
    loaded: list[Program] = []
    for name, key, rewrite in (("work", "kata", None), ("test_work", "test", rewrite_asserts)):
        path = folder / f"{name}.py"
        path.write_text(program[key], encoding="utf-8")
        loaded.append(Program.from_file(path, f"99_own.{name}", rewrite))
    function = ast.parse(program["test"]).body[0]
    assert isinstance(function, ast.FunctionDef)
    arguments: dict[str, Any] = {arg.arg: FIXTURES[arg.arg] for arg in function.args.args}
    return ModelTest(world, *loaded, "test_it", arguments, failures=FAILURES)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_name_is_given_only_where_it_is_right(name: str, world: World, tmp_path: Path) -> None:
    program = PROGRAMS[name]
    judgement = model_test_of(world, tmp_path, program).judge()
    assert judgement.verdict is not None
    assert judgement.replayed is not None
    assert judgement.verdict.kind.value == program["verdict"]
    found = recognise(judgement.verdict, judgement.replayed.trace)
    said = (None, None) if found is None else (found.name, found.sentence)
    assert said == (program.get("named"), program.get("sentence"))
