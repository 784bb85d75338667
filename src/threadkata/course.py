"""Chapters and exercises on disk."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise.

    Attributes:
        chapter: the folder's name, `04_condition`.
        number: its place in the chapter, from 1.
        name: `bounded_buffer`.
        title: what a listing calls it.
        programs: numbers of the programs in the notebook that the course follows.
        hints: from a nudge to nearly the solution.
        folder: where its stub and its grader are.
    """

    chapter: str
    number: int
    name: str
    title: str
    programs: tuple[int, ...]
    hints: tuple[str, ...]
    folder: Path

    @property
    def label(self) -> str:
        """`04_condition/bounded_buffer`."""
        return f"{self.chapter}/{self.name}"

    @property
    def stub(self) -> Path:
        """The file that the learner edits."""
        return self.folder / f"{self.name}.py"

    @property
    def grader(self) -> Path:
        """The file with its tests."""
        return self.folder / f"test_{self.name}.py"

    def file_in(self, root: Path) -> Path:
        """The same file in another tree that is laid out like `exercises/`."""
        return root / self.chapter / f"{self.name}.py"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A folder of exercises.

    Attributes:
        name: the folder's name.
        title: what a listing calls it.
        exercises: in the order in which they should be done.
    """

    name: str
    title: str
    exercises: tuple[Exercise, ...]


class CourseError(Exception):
    """Raised when the files of the course do not fit together; says what to mend."""


def read_chapter(folder: Path) -> Chapter:
    """Read the `chapter.toml` of a folder.

    Raises CourseError when it is missing or incomplete.
    """
    path = folder / "chapter.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from None
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path} is not TOML: {error}") from None
    try:
        exercises = tuple(
            Exercise(
                folder.name,
                number,
                str(entry["name"]),
                str(entry["title"]),
                tuple(int(program) for program in entry.get("programs", ())),
                tuple(str(hint) for hint in entry["hints"]),
                folder,
            )
            for number, entry in enumerate(data["exercise"], 1)
        )
        return Chapter(folder.name, str(data["title"]), exercises)
    except (KeyError, TypeError) as error:
        raise CourseError(f"{path} lacks {error}: each exercise has name, title, hints") from None


@functools.cache
def exercise_of(grader: Path) -> Exercise | None:
    """The exercise that a test file grades; None if it is not a grader."""
    folder = grader.parent
    name = grader.stem.removeprefix("test_")
    if name == grader.stem or not (folder / "chapter.toml").is_file():
        return None
    for exercise in read_chapter(folder).exercises:
        if exercise.name == name:
            return exercise
    raise CourseError(f"{folder / 'chapter.toml'} does not list the exercise {name!r}")
