"""Every exercise has all its parts, and nothing is left over."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import coverage
import pytest
from graders import ROOT, chapters, exercises
from sessions import Said, pytest_says

from threadkata.course import Exercise

#: Mistakes that every exercise has where they make sense, and that count for nothing else.
USUAL = {"stub", "sequential", "sleep-fixed"}
#: The folders of `shared/CURRICULUM.md`, in the order in which they are to be read.
CHAPTERS = [
    "01_thread",
    "02_event",
    "03_lock",
    "04_condition",
    "05_barrier",
    "06_semaphore",
    "07_local",
    "08_module",
]
EXERCISES = exercises()

each_exercise = pytest.mark.parametrize(
    "exercise", [pytest.param(exercise, id=exercise.label) for exercise in EXERCISES]
)


def mistakes_of(chapter: str) -> dict[str, list[dict[str, str]]]:
    path = ROOT / "tests/mistakes" / f"{chapter}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_chapters_are_those_of_the_curriculum() -> None:
    assert [chapter.name for chapter in chapters()] == CHAPTERS
    assert len(EXERCISES) == 53


def test_no_two_exercises_have_one_name() -> None:
    names = [exercise.name for exercise in EXERCISES]
    titles = [exercise.title for exercise in EXERCISES]
    assert len(set(names)) == len(names)
    assert len(set(titles)) == len(titles)


@each_exercise
def test_an_exercise_has_all_its_parts(exercise: Exercise) -> None:
    assert exercise.stub.is_file()
    assert exercise.grader.is_file()
    assert exercise.file_in(ROOT / "solutions").is_file()
    assert (exercise.folder / "README.md").is_file()
    assert len(exercise.hints) == 3
    assert len({hint.strip() for hint in exercise.hints} - {""}) == 3
    named = [entry["name"] for entry in mistakes_of(exercise.chapter)[exercise.name]]
    assert "stub" in named
    assert len(set(named)) == len(named)
    assert len(set(named) - USUAL) >= 4
    folder = ROOT / "tests/alternatives" / exercise.chapter / exercise.name
    assert len(list(folder.glob("*.py"))) >= 2


@each_exercise
def test_a_hint_repeats_no_docstring(exercise: Exercise) -> None:
    text = " ".join(exercise.stub.read_text(encoding="utf-8").split())
    for hint in exercise.hints:
        for sentence in re.split(r"(?<=[.?]) ", hint):
            assert len(sentence) < 40 or sentence not in text


@each_exercise
def test_a_requirement_is_told_in_the_words_of_the_grader(exercise: Exercise) -> None:
    tree = ast.parse(exercise.grader.read_bytes())
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for test in tests:
        if test.name.startswith("test_"):
            assert ast.get_docstring(test), test.name


@each_exercise
def test_stub_and_solution_have_the_same_public_names(exercise: Exercise) -> None:
    """Apart from `run`, which whoever derives from Thread has anyway."""
    solution = public_names(exercise.file_in(ROOT / "solutions"))
    stub = public_names(exercise.stub)
    inherited = {name for name in solution if name.endswith(".run") and name not in stub}
    assert stub == {name: solution[name] for name in solution if name not in inherited}


@each_exercise
def test_each_function_of_a_stub_is_to_do(exercise: Exercise) -> None:
    """Apart from what the stub gives to the learner: it stands in the solution, word for word, or
    is a private class that says in words what an argument must have."""
    given = {ast.dump(node) for node in functions(exercise.file_in(ROOT / "solutions"))}
    for node in functions(exercise.stub):
        last = node.body[-1]
        to_do = isinstance(last, ast.Raise) and ast.unparse(last) == "raise NotImplementedError"
        described = isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant)
        assert to_do or described or ast.dump(node) in given, f"{exercise.label}: {node.name}"


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_bytes())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def public_names(path: Path) -> dict[str, str]:
    """Functions, classes and their methods, each with its arguments; properties without."""
    names: dict[str, str] = {}
    for node in ast.parse(path.read_bytes()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            names[node.name] = ast.unparse(node.args)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            names[node.name] = "class"
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and not part.name.startswith("_"):
                    names[f"{node.name}.{part.name}"] = ast.unparse(part.args)
    return names


@pytest.mark.thorough
def test_all_of_threading_is_used_and_taught() -> None:
    using, teaching = coverage.used(), coverage.taught()
    assert [name for name in using if not using[name]] == []
    assert [name for name in teaching if not teaching[name]] == []


def test_what_is_of_another_module_is_not_of_threading() -> None:
    source = b"import sys\nsys.settrace(enumerate)\nfrom queue import Empty as Lock\n"
    assert set(coverage.of_the_module(source)) == set()
    source = b"import threading\nfrom threading import Lock as L\nthreading.settrace(L)\n"
    assert set(coverage.of_the_module(source)) == {"Lock", "settrace"}


@pytest.mark.parametrize(
    ("name", "lesson", "is_taught"),
    [
        ("enumerate", "```python\nfor n, line in enumerate(lines): pass\n```", False),
        ("enumerate", "```python\nthreading.enumerate()\n```", True),
        ("enumerate", "`enumerate()` tells who is there", True),
        ("enumerate", "`[t for t in enumerate()]`, and enumerate", False),
        ("Event.set", "```python\nthreading.Event()\nset()\n```", False),
        ("Event.set", "```python\nthreading.Event().set()\n```", True),
        ("Event.set", "`Event` and `event.set()`", True),
        ("Event.set", "`seen.set()`", False),
        ("Event.set", "```text\nthreading.Event().set()\n```", False),
    ],
)
def test_whether_a_lesson_teaches_a_name(name: str, lesson: str, is_taught: bool) -> None:
    assert coverage.is_taught(name, lesson) is is_taught


def test_each_program_of_the_notebook_has_its_exercise() -> None:
    assert [number for number, labels in coverage.programs().items() if not labels] == []


@pytest.mark.thorough
def test_the_table_in_the_documentation_is_up_to_date() -> None:
    assert coverage.PAGE.read_text(encoding="utf-8") == coverage.table()


def test_no_file_is_left_over() -> None:
    """Whatever lies in the folders of the course belongs to an exercise that is listed."""
    wanted = {ROOT / "exercises" / chapter / "README.md" for chapter in CHAPTERS}
    wanted |= {ROOT / "exercises" / chapter / "chapter.toml" for chapter in CHAPTERS}
    wanted |= {ROOT / "tests/mistakes" / f"{chapter}.toml" for chapter in CHAPTERS}
    for exercise in EXERCISES:
        wanted |= {exercise.stub, exercise.grader, exercise.file_in(ROOT / "solutions")}
        folder = ROOT / "tests/alternatives" / exercise.chapter / exercise.name
        wanted |= set(folder.glob("*.py"))
        for entry in mistakes_of(exercise.chapter)[exercise.name]:
            if "file" in entry:
                wanted.add(ROOT / "tests/mistakes" / exercise.chapter / entry["file"])
    there = {
        path
        for folder in ("exercises", "solutions", "tests/mistakes", "tests/alternatives")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert there == wanted
    for chapter in CHAPTERS:
        listed = {exercise.name for exercise in EXERCISES if exercise.chapter == chapter}
        assert set(mistakes_of(chapter)) == listed


@pytest.fixture(scope="module")
def solutions() -> Said:
    return pytest_says("exercises", "--solutions", "--count=1", "-p", "no:cacheprovider")


@each_exercise
def test_a_solution_is_right_in_all_interleavings_and_on_real_threads(
    solutions: Said, exercise: Exercise
) -> None:
    line = solutions.line(exercise.name)
    assert f"✓ {exercise.name} " in line
    assert "there are more" not in line
    assert re.search(r"in \d+ runs? on real threads$", line)


@pytest.fixture(scope="module")
def stubs() -> Said:
    return pytest_says("exercises", "-p", "no:cacheprovider")


@each_exercise
def test_an_untouched_stub_is_to_do_and_no_more(stubs: Said, exercise: Exercise) -> None:
    assert re.search(
        rf"· {exercise.name} +to do: \S+{exercise.name}\.py", stubs.line(exercise.name)
    )
    assert not stubs.report(exercise.label)
