"""Whole pytest sessions in processes of their own, for tests that look at what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: Seconds after which a session has failed to end by itself.
LIMIT = 60
#: Plugins that have no part in these sessions; to load them takes longer than most of them.
WITHOUT = ("-p", "no:hypothesispytest", "-p", "no:syrupy")
#: A session must not be told by the one that starts it how to behave.
FOREIGN = (
    "PYTEST_ADDOPTS",
    "PYTEST_CURRENT_TEST",
    "PYTEST_PLUGINS",
    "CI",
    "COLUMNS",
    "FORCE_COLOR",
    "PYTHONDONTWRITEBYTECODE",
)


@dataclass(frozen=True, slots=True)
class Said:
    """How a session ended, and what it wrote."""

    status: int
    text: str
    seconds: float

    def line(self, name: str) -> str:
        """The one line on an exercise in the summary at the end."""
        summary = self.text.rpartition("= threadkata =")[2]
        lines = [line for line in summary.splitlines() if re.match(rf"  \S {name}\b", line)]
        assert len(lines) == 1, (name, lines, self.text)
        return lines[0]

    def report(self, exercise: str) -> str:
        """All reports on an exercise, `03_lock/counter`, in the middle of the session."""
        reports = re.findall(rf"^✗ {exercise}\b.*?(?=^_{{3,}} |^={{3,}} )", self.text, re.M | re.S)
        return "\n".join(reports)

    @property
    def last_line(self) -> str:
        """Pytest's own summary."""
        return self.text.rstrip().splitlines()[-1]

    @property
    def table(self) -> str:
        """The interleaving, from the verdict down to what the threads wait for in the end."""
        found = re.search(r"^     \S.*?(?=\n\n  (?:Fails in|This is the))", self.text, re.M | re.S)
        assert found is not None, self.text
        return found[0]

    @property
    def command(self) -> str:
        """The command by which to see the same interleaving again."""
        found = re.search(r"pytest (\S+::.*--schedule=\S+)", self.text)
        assert found is not None, self.text
        return found[1]


@dataclass(slots=True)
class Session:
    """A session that has been started."""

    process: subprocess.Popen[str]
    begun: float

    def end(self) -> Said:
        """Wait until it has ended by itself."""
        try:
            text, _ = self.process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            text, _ = self.process.communicate()
            raise AssertionError(f"pytest did not end by itself:\n{text[-4000:]}") from None
        return Said(self.process.returncode, text, time.monotonic() - self.begun)


def start(*arguments: object, folder: Path = ROOT) -> Session:
    """Start a session in a folder."""
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *WITHOUT, *map(str, arguments)],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    return Session(process, time.monotonic())


def pytest_says(*arguments: object, folder: Path = ROOT) -> Said:
    """What a session in a folder says."""
    return start(*arguments, folder=folder).end()


def solution(exercise: str) -> str:
    """The reference solution of `03_lock/counter`."""
    return (ROOT / "solutions" / f"{exercise}.py").read_text(encoding="utf-8")


def submit(folder: Path, **files: str) -> Path:
    """Write a submission: `counter=..., bounded_buffer=..., abort=...`."""
    for name, text in files.items():
        grader = next((ROOT / "exercises").glob(f"*/test_{name}.py"))
        path = folder / grader.parent.name / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def course(root: Path, grader: str, file: str = "value = 1\n", name: str = "one") -> Path:
    """A course with one exercise."""
    for folder in ("exercises", "solutions"):
        (root / folder / "01_own").mkdir(parents=True, exist_ok=True)
        (root / folder / "01_own" / f"{name}.py").write_text(file)
    (root / "exercises/01_own" / f"test_{name}.py").write_text(grader)
    (root / "exercises/01_own/chapter.toml").write_text(
        f'title = "Own"\n[[exercise]]\nname = "{name}"\ntitle = "{name}"\nhints = []\n'
    )
    (root / "conftest.py").write_text('pytest_plugins = ["threadkata.plugin"]\n')
    (root / "pytest.ini").write_text(
        "[pytest]\naddopts = --import-mode=importlib --strict-markers\n"
    )
    return root
