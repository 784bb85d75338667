"""What one pytest session knows, and whether a file can be graded at all."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from _pytest.assertion.rewrite import rewrite_asserts

from threadkata import witness
from threadkata.contract import broken_contract
from threadkata.course import Exercise
from threadkata.explain.verdict import Kind, Verdict
from threadkata.judging import try_to_load
from threadkata.model.program import Program
from threadkata.model.world import World
from threadkata.precompiled import grader_program
from threadkata.search.replay import Schedule
from threadkata.summary import ExerciseTally
from threadkata.supervision import SILENCE, Supervised, left_out


def _new_world() -> World:
    world = World()
    # It is kept from run to run, so a submission that changes it has to find it there.
    world.library.load_in_main("queue")
    return world


@dataclass(slots=True)
class Session:
    """What one pytest session knows.

    Attributes:
        solutions: grade the reference solutions.
        submission: grade the files of this tree; None for those in place.
        schedule: make this one interleaving happen.
        pages: the folder for the pages on failing tests; None if none are wanted.
        tallies: what has been found, by exercise.
        supervised: tells a process of its own that the session goes on; None if there is none.
        repeats_wanted: somebody has said how often to run each test on real threads.
        hinted: the exercises for which hints are wanted instead of a verdict.
    """

    root: Path
    solutions: bool
    submission: Path | None
    schedule: Schedule | None
    pages: Path | None = None
    world: World = field(default_factory=_new_world)
    paths: dict[str, Path] = field(default_factory=dict)
    graders: dict[Path, Program] = field(default_factory=dict)
    files: dict[str, CheckedFile] = field(default_factory=dict)
    tallies: dict[str, ExerciseTally] = field(default_factory=dict)
    supervised: Supervised | None = None
    repeats_wanted: bool = False
    hinted: list[Exercise] = field(default_factory=list)

    def file(self, exercise: Exercise) -> Path:
        """The file to be graded for an exercise."""
        path = self.paths.get(exercise.label)
        if path is None:
            if self.solutions:
                path = exercise.file_in(self.root / "solutions")
            elif self.submission is not None:
                path = exercise.file_in(self.submission)
            else:
                path = exercise.stub
            self.paths[exercise.label] = path
        return path

    @contextmanager
    def at(self, exercise: Exercise, limit: float = SILENCE) -> Iterator[Callable[[], None]]:
        """While this lasts, the session is at the file of an exercise.

        Arguments:
            exercise: which one.
            limit: seconds after which it is stuck there, unless it says that it goes on.

        Returns a function by which to say so.
        """
        if self.supervised is None:
            yield lambda: None
            return
        self.supervised.begins(self.file(exercise), limit)
        try:
            yield self.supervised.goes_on
        finally:
            self.supervised.ends()

    def tally(self, exercise: Exercise) -> ExerciseTally:
        """What has been found of an exercise."""
        tally = self.tallies.get(exercise.label)
        if tally is None:
            tally = ExerciseTally(
                exercise.chapter, exercise.number, exercise.name, self.file(exercise)
            )
            self.tallies[exercise.label] = tally
        return tally

    def checked(self, exercise: Exercise) -> CheckedFile:
        """The file of an exercise, looked at once."""
        known = self.files.get(exercise.label)
        if known is None:
            known = self.files[exercise.label] = check_file(self, exercise)
        return known

    def grader(self, path: Path) -> Program:
        """The instrumented test file, its asserts rewritten by pytest."""
        program = self.graders.get(path)
        if program is None:
            name = f"{path.parent.name}.{path.stem}"
            program = self.graders[path] = grader_program(path, name, _rewrite)
        return program


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file to be graded, or what is wrong with it as a whole.

    Attributes:
        program: the instrumented file; None if it cannot be run.
        problem: one line that says why not; empty if it can.
        to_do: there is nothing to grade yet.
    """

    program: Program | None
    problem: str = ""
    to_do: bool = False


SESSION = pytest.StashKey[Session]()


def _rewrite(tree: Any, source: bytes) -> None:
    rewrite_asserts(tree, source)


def check_file(session: Session, exercise: Exercise) -> CheckedFile:
    """Whether the file of an exercise can be graded at all."""
    path = session.file(exercise)
    shown = relative(path)
    why = left_out().get(str(path))
    if why is not None:
        return CheckedFile(None, f"{shown}{why}")
    try:
        # A parser may let a comment pass that is not text; Python, when it runs the file, does not.
        importlib.util.decode_source(path.read_bytes())
        program = Program.from_file(path, f"{exercise.chapter}.{exercise.name}")
    except FileNotFoundError:
        return CheckedFile(None, f"{shown} is not there", to_do=True)
    except OSError as error:
        return CheckedFile(None, f"{shown} cannot be read: {error.strerror}")
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        return CheckedFile(None, f"{shown}{line} is not Python: {error.msg}")
    except UnicodeDecodeError as error:
        return CheckedFile(None, f"{shown} is not Python: not text in {error.encoding}")
    except (RecursionError, MemoryError, OverflowError) as error:
        return CheckedFile(None, f"{shown} is too deeply nested: {type(error).__name__}")
    with witness.unchanged_library(), session.at(exercise) as goes_on:
        verdict, module = try_to_load(session.world, program, goes_on)
    if verdict is not None or module is None:
        return _unloadable(shown, verdict)
    problem = broken_contract(module, exercise.file_in(session.root / "solutions"))
    if problem is not None:
        return CheckedFile(None, f"{shown}: {problem}")
    return CheckedFile(program)


def _unloadable(shown: str, verdict: Verdict | None) -> CheckedFile:
    if verdict is None:
        return CheckedFile(None, f"{shown} cannot be loaded")
    line = f":{verdict.line}" if verdict.line else ""
    if verdict.kind is Kind.TO_DO:
        return CheckedFile(None, f"{shown}{line} is to do", to_do=True)
    if verdict.kind is Kind.OUTSIDE_THE_MODEL:
        what = f"it {verdict.detail}"
    elif verdict.kind is Kind.LIVELOCK:
        what = "it goes on for ever"
    else:
        what = verdict.detail.splitlines()[0] if verdict.detail else verdict.kind.value
    return CheckedFile(None, f"{shown}{line} cannot be loaded: {what}")


def relative(path: Path) -> str:
    """A path as somebody in the current folder would write it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
