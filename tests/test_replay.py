"""One interleaving, made again with the learner's own tools: print, logging and the debugger."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sessions import FOREIGN, LIMIT, ROOT, WITHOUT, course, pytest_says, submit

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

COUNTER = """
import logging
import threading


class Counter:
    def __init__(self, start=0):
        self._value = start

    def increment(self, by=1):
        old = self._value
        print("printed by", threading.current_thread().name)
        logging.warning("logged by %s", threading.current_thread().name)
        breakpoint()
        self._value = old + by
        return self._value

    @property
    def value(self):
        return self._value
"""
TEST = "exercises/03_lock/test_counter.py::test_no_increment_is_lost"


class Dialogue:
    """A pytest session in a terminal, with somebody who types."""

    def __init__(self, *arguments: object) -> None:
        here, there = pty.openpty()
        environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        environment |= {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80", "NO_COLOR": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *WITHOUT, *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            stdin=there,
            stdout=there,
            stderr=there,
        )
        os.close(there)
        self._here = here
        self._said = ""

    @property
    def text(self) -> str:
        """What was said so far, without what moves the cursor."""
        return re.sub(r"\x1b(\[[?\d;]*[A-Za-z]|[=>])", "", self._said).replace("\r", "")

    def until(self, ending: str) -> str:
        """What is said until something that ends in this way."""
        begin, deadline = len(self.text), time.monotonic() + LIMIT
        while not self.text[begin:].endswith(ending):
            assert time.monotonic() < deadline, self.text
            if not self._goes_on():
                assert not ending, self.text
                break
        return self.text[begin:]

    def types(self, line: str) -> None:
        os.write(self._here, line.encode() + b"\r")

    def end(self) -> int:
        """Wait for the end, and say how it ended."""
        deadline = time.monotonic() + LIMIT
        while self._goes_on():
            assert time.monotonic() < deadline, self.text
        os.close(self._here)
        return self._process.wait(LIMIT)

    def _goes_on(self) -> bool:
        if select.select([self._here], [], [], 0.2)[0]:
            try:
                said = os.read(self._here, 10_000)
            except OSError:  # nobody holds the other end any more
                return False
            self._said += said.decode(errors="replace")
            return bool(said)
        return self._process.poll() is None


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    return submit(tmp_path, counter=COUNTER)


@pytest.mark.thorough
def test_breakpoint_stops_in_the_thread_whose_turn_it_is(submission: Path) -> None:
    """However long somebody thinks about it, and only in the interleaving that was asked for."""
    dialogue = Dialogue(TEST, f"--submission={submission}", "--schedule=2:0.2")
    # From Python 3.13 on, it stops at the call and not behind it.
    if "-> breakpoint()\n" in dialogue.until("(Pdb increment-2) "):
        dialogue.types("next")
        dialogue.until("(Pdb increment-2) ")
    assert "increment()\n-> self._value = old + by\n" in dialogue.text
    time.sleep(4)
    dialogue.types("p old, self._value")
    assert "(0, 0)" in dialogue.until("(Pdb increment-2) ")
    dialogue.types("next")
    assert "-> return self._value" in dialogue.until("(Pdb increment-2) ")
    dialogue.types("continue")
    dialogue.until("(Pdb increment-1) ")
    dialogue.types("p old, self._value")
    assert "(0, 1)" in dialogue.until("(Pdb increment-1) ")
    dialogue.types("continue")
    assert dialogue.end() == 1
    assert dialogue.text.count("PDB set_trace") == 2
    assert "Wrong result." in dialogue.text
    assert "This is the interleaving that was asked for." in dialogue.text


def test_what_is_printed_while_somebody_debugs_changes_nothing(tmp_path: Path) -> None:
    source = re.sub(r".*(print|logging|breakpoint).*\n", "", COUNTER)
    stop = "        breakpoint()\n        print(by)\n"
    source = source.replace("        old =", f"{stop}        old =")
    folder = submit(tmp_path, counter=source)
    dialogue = Dialogue(TEST, f"--submission={folder}", "--schedule=1:0.2")
    for name in ("increment-1", "increment-2"):
        dialogue.until(f"(Pdb {name}) ")
        dialogue.types("continue")
    assert dialogue.end() == 1
    assert "This is the interleaving that was asked for." in dialogue.text


@pytest.mark.thorough
def test_whoever_quits_the_debugger_is_out(submission: Path) -> None:
    dialogue = Dialogue(TEST, f"--submission={submission}", "--schedule=2:0.2")
    dialogue.until("(Pdb increment-2) ")
    dialogue.types("quit")
    assert dialogue.end() == pytest.ExitCode.INTERRUPTED
    assert "Quitting debugger" in dialogue.text
    assert "Exception." not in dialogue.text


def test_what_is_printed_and_logged_is_shown(submission: Path) -> None:
    said = pytest_says(TEST, f"--submission={submission}")
    for shown in ("printed by", "WARNING:root:logged by"):
        assert said.text.count(f"{shown} increment-1\n") == 1
        assert said.text.count(f"{shown} increment-2\n") == 1
    # Where nobody looks, nothing stops.
    assert "breakpoint() stops only when pytest is given a --schedule" in said.text
    assert "Wrong result." in said.text


def test_the_command_has_the_parameters_of_the_test(tmp_path: Path) -> None:
    grader = """
import pytest


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("word", ["a b", "c"])
def test_numbers(kata, word, number):
    assert (word, number) != ("a b", 2)
"""
    said = pytest_says("exercises", "--solutions", folder=course(tmp_path, grader))
    assert "wrong: 1 of 4 tests" in said.line("one")
    command = re.search(r"pytest ('.*') --solutions --schedule=(\S+)", said.text)
    assert command is not None, said.text
    again = pytest_says(
        command[1].strip("'"), "--solutions", f"--schedule={command[2]}", folder=tmp_path
    )
    assert again.status == 1
    assert re.search(r"= 1 failed in ", again.last_line)
