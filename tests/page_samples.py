"""Pages on failing tests, for tests that look at them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graders import grader_program, model_test, own_test
from known_mistakes import MISTAKES

from threadkata.explain.failure import Failure
from threadkata.explain.page import render_page
from threadkata.explain.page_data import Shown
from threadkata.judging import ModelTest
from threadkata.model.program import Program
from threadkata.model.world import World


@dataclass(frozen=True, slots=True)
class Sample:
    """A page, and what it is about."""

    path: Path
    shown: Shown

    @property
    def url(self) -> str:
        return self.path.as_uri()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")


def page_on_mistake(folder: Path, label: str, name: str) -> Sample:
    """The page on the test that catches a known mistake: of `03_lock/counter`, `no-lock`."""
    mistake = next(m for m in MISTAKES if (m.exercise.label, m.name) == (label, name))
    kata = folder / name / f"{mistake.exercise.name}.py"
    kata.parent.mkdir(parents=True, exist_ok=True)
    kata.write_bytes(mistake.source)
    world = _world()
    program = Program.from_file(kata, f"{mistake.exercise.chapter}.{mistake.exercise.name}")
    test = model_test(world, program, grader_program(mistake.exercise), mistake.test)
    return _page(folder / f"{name}.html", test, label, mistake.caught_by)


def page_on_program(folder: Path, kata: str, grader: str) -> Sample:
    """The page on `test_it` of a grader; both are given as source texts."""
    return _page(
        folder / "work.html", own_test(_world(), folder, kata, grader), "99_own/work", "test_it"
    )


def _world() -> World:
    world = World()
    world.library.load_in_main("queue")
    return world


def _page(path: Path, test: ModelTest, label: str, name: str) -> Sample:
    judgement = test.judge()
    assert judgement.verdict is not None
    assert judgement.replayed is not None
    failure = Failure(
        label,
        name.removeprefix("test_").replace("_", " ").capitalize(),
        "What the test asks for.",
        judgement.verdict,
        judgement.replayed.trace,
        judgement.exploration.runs,
        f"pytest {label}::{name} --schedule={judgement.exploration.schedule}",
    )
    shown = Shown(failure, judgement.replayed.moments, test.every_way())
    path.write_text(render_page(shown), encoding="utf-8")
    return Sample(path, shown)
