"""Which part of `threading` is used by which reference solution, and taught in which lesson."""

from __future__ import annotations

import ast
import functools
import re
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from types import FrameType
from typing import Any

from graders import (
    ROOT,
    chapters,
    exercises,
    grader_program,
    grader_tests,
    kata_program,
    model_test,
)

from threadkata.course import Exercise
from threadkata.model.operation import Operation
from threadkata.model.threads import VirtualThread
from threadkata.model.world import World
from threadkata.search.explore import Budget

#: What the documentation names of each class, on the oldest Python; names of old are left aside.
MEMBERS = {
    "Thread": ("start", "run", "join", "is_alive", "name", "ident", "native_id", "daemon"),
    "Timer": ("cancel",),
    "Lock": ("acquire", "release", "locked"),
    "RLock": ("acquire", "release"),
    "Condition": ("acquire", "release", "wait", "wait_for", "notify", "notify_all"),
    "Event": ("is_set", "set", "clear", "wait"),
    "Semaphore": ("acquire", "release"),
    "BoundedSemaphore": ("acquire", "release"),
    "Barrier": ("wait", "reset", "abort", "parties", "n_waiting", "broken"),
    # Not `exc_traceback`: the exercise is about letting go of it.
    "ExceptHookArgs": ("exc_type", "exc_value", "thread"),
}
PAGE = ROOT / "docs/coverage.md"
#: How many programs there are in the notebook that the course follows.
PROGRAMS = 24
#: What a solution uses it uses in nearly any interleaving.
FEW_RUNS = Budget(trivial=1, glance=0, short=1, bounded=0, samples=0, proof=1, more_samples=0)


def names() -> list[str]:
    """`Barrier`, `Barrier.wait`, ...: all that has to be used and taught."""
    # What came after the oldest Python that is supported.
    later = {
        "settrace_all_threads",
        "setprofile_all_threads",
        "serialize_iterator",
        "synchronized_iterator",
        "concurrent_tee",
    }
    public = sorted(set(threading.__all__) - later)
    return [
        name
        for top in public
        for name in (top, *(f"{top}.{member}" for member in MEMBERS.get(top, ())))
    ]


@functools.cache
def used() -> dict[str, list[str]]:
    """For each name, the exercises whose reference solutions use it."""
    found: dict[str, set[str]] = defaultdict(set)
    for exercise in exercises():
        source = exercise.file_in(ROOT / "solutions").read_bytes()
        for name in {*of_the_module(source), *_members_used(exercise, source)}:
            found[name].add(exercise.label)
    return {name: sorted(found[name]) for name in names()}


@functools.cache
def taught() -> dict[str, list[str]]:
    """For each name, the chapters whose lessons show it in code."""
    found: dict[str, set[str]] = defaultdict(set)
    for chapter in chapters():
        text = (ROOT / "exercises" / chapter.name / "README.md").read_text(encoding="utf-8")
        for name in names():
            if is_taught(name, text):
                found[name].add(chapter.name)
    return {name: sorted(found[name]) for name in names()}


def is_taught(name: str, lesson: str) -> bool:
    """Whether a lesson shows a name in code.

    In a program the module's names stand behind `threading.`, and members behind a dot: there is a
    built-in `enumerate`, too. Between the lines, code may be shorter.
    """
    programs = "\n".join(re.findall(r"```python\n.*?```", lesson, re.DOTALL))
    words = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", lesson, flags=re.DOTALL))
    owner, _, member = name.rpartition(".")
    if owner and not is_taught(owner, lesson):
        return False
    in_program = rf"\.{member}\b" if owner else rf"\bthreading\.{member}\b"
    return bool(re.search(in_program, programs)) or any(
        re.match(rf"(\w+\.)*{member}\b", word) for word in words
    )


def of_the_module(source: bytes) -> Iterator[str]:
    """The names that a source text takes from `threading`, and from no other module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "threading":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "threading":
                yield node.attr


def programs() -> dict[int, list[str]]:
    """For each program of the notebook, the exercises that make its point."""
    found: dict[int, list[str]] = {number: [] for number in range(1, PROGRAMS + 1)}
    for exercise in exercises():
        for number in exercise.programs:
            found[number].append(exercise.label)
    return found


def _members_used(exercise: Exercise, source: bytes) -> Iterator[str]:
    """Members of the classes of `threading` that a solution touches while it is graded."""
    world = World()
    library = world.library.threading
    classes = {name: getattr(library, "_RLock" if name == "RLock" else name) for name in MEMBERS}
    classes["Lock"] = world.library.floor.lock_type
    watching = _Watching(world, str(exercise.file_in(ROOT / "solutions")))
    kata, grader = kata_program(exercise, source), grader_program(exercise)
    for test in grader_tests(exercise):
        if test.in_model:
            assert model_test(world, kata, grader, test).judge(FEW_RUNS).verdict is None
    tree = ast.parse(source)
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for name, cls in classes.items():
        for kind, attribute in watching.touched:
            # ExceptHookArgs is a function in the model: only its own attributes tell of it.
            is_one = isinstance(cls, type) and issubclass(kind, cls)
            if attribute in MEMBERS[name] and is_one:
                yield f"{name}.{attribute}"
        for member in MEMBERS[name]:
            if _overridden(source, name, member) or _only(name, member) in attributes:
                yield f"{name}.{member}"


class _Watching:
    """Notes the attributes that a file reads, and what it enters and leaves by `with`."""

    def __init__(self, world: World, file: str) -> None:
        self._file = file
        self._read = world.accesses.read
        self.touched: set[tuple[type, str]] = set()
        world.library.builtins["@read"] = self.read
        world.scheduler.observer = self

    def read(self, subject: Any, name: str) -> Any:
        if sys._getframe(1).f_code.co_filename == self._file:
            self.touched.add((type(subject), name))
        return self._read(subject, name)

    def announced(self, thread: VirtualThread, operation: Operation) -> None:
        pass

    def entered(self, frame: FrameType) -> None:
        pass

    def stopped(self) -> None:
        pass

    def died(self, thread: VirtualThread, error: BaseException) -> None:
        pass

    def moved(self, thread: VirtualThread, operation: Operation) -> None:
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_code.co_filename != self._file:
            frame = frame.f_back
        if operation.name == "with" and frame.f_code.co_filename == self._file:
            self.touched.add((type(operation.subject), operation.kind))


def _only(owner: str, member: str) -> str:
    """`member`, if no other class has one of that name; there is nothing else it could be."""
    others = (members for name, members in MEMBERS.items() if name != owner)
    return "" if any(member in members for members in others) else member


def _overridden(source: bytes, owner: str, member: str) -> bool:
    """Whether a class in a source text derives from `owner` and defines `member`."""
    return any(
        isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).rpartition(".")[2] == owner for base in node.bases)
        and any(isinstance(part, ast.FunctionDef) and part.name == member for part in node.body)
        for node in ast.walk(ast.parse(source))
    )


def table() -> str:
    """Both tables, in Markdown."""
    using, teaching = used(), taught()
    lines = [
        "# What is used and taught where",
        "",
        "Every public name of `threading`, and what the documentation names of its classes, with",
        "the exercises whose reference solutions use it and the chapters whose lessons show it.",
        "`python tests/coverage.py` writes this page anew.",
        "",
        "| name | used in | taught in |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| `{name}` | {', '.join(using[name])} | {', '.join(teaching[name])} |" for name in names()
    ]
    lines += [
        "",
        f"The {PROGRAMS} programs of the notebook that the course follows:",
        "",
        "| program | exercises |",
        "| --: | --- |",
    ]
    lines += [f"| {number} | {', '.join(labels)} |" for number, labels in programs().items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
