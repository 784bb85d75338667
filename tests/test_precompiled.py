"""What is kept of a grader is used for as long as it is what would be made now, and no longer."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest
from _pytest.assertion.rewrite import rewrite_asserts

from threadkata import model, precompiled
from threadkata.model.program import Program

PACKAGE = Path(model.__path__[0])
GRADER = "def test_it(kata):\n    assert kata.counter.value == {expected}\n"


@pytest.fixture
def grader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A grader of its own, in a folder in which compiled files may be kept."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    path = tmp_path / "test_it.py"
    path.write_text(GRADER.format(expected=1_000))
    return path


def made_from(grader: Path) -> Program:
    return precompiled.grader_program(grader, "99_own.test_it", rewrite_asserts)


def constants(code: CodeType) -> Iterator[object]:
    for constant in code.co_consts:
        yield constant
        if isinstance(constant, CodeType):
            yield from constants(constant)


def test_what_is_kept_is_what_would_be_made(grader: Path) -> None:
    made, kept = made_from(grader), made_from(grader)
    assert kept.code is not made.code
    for part in ("code", "shared", "keeps_no_state", "stored_names"):
        assert getattr(kept, part) == getattr(made, part)


def test_what_is_kept_is_used(grader: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_from(grader)
    monkeypatch.setattr(Program, "from_source", None)
    made_from(grader)


def test_what_is_kept_of_another_text_is_not_used(grader: Path) -> None:
    assert 2_000 not in constants(made_from(grader).code)
    grader.write_text(GRADER.format(expected=2_000))
    assert 2_000 in constants(made_from(grader).code)


@pytest.mark.parametrize("content", [b"", b"no compiled file"])
def test_what_is_kept_and_damaged_is_not_used(grader: Path, content: bytes) -> None:
    code = made_from(grader).code
    (kept,) = (grader.parent / "__pycache__").iterdir()
    kept.write_bytes(content)
    assert made_from(grader).code == code
    kept.write_bytes(precompiled.machinery(PACKAGE))
    assert made_from(grader).code == code


def test_a_change_to_any_file_that_instruments_makes_what_is_kept_stale(tmp_path: Path) -> None:
    seen = {precompiled.machinery(PACKAGE)}
    files = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")]
    assert Path("rewriting", "calls.py") in files
    copy = tmp_path / "model"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for name in files:
        with (copy / name).open("a") as file:
            file.write("\n")
        precompiled.machinery.cache_clear()
        seen.add(precompiled.machinery(copy))
    assert len(seen) == 1 + len(files)
