"""Whoever looks who called, or where an exception came from, finds what is there without hooks."""

from __future__ import annotations

from pathlib import Path

import pytest
from graders import own_test

from threadkata.model.program import new_module
from threadkata.model.world import World

#: Each has a function `look` that tells what it sees: the names of functions.
PROGRAMS = {
    "sys._getframe": """
import sys

def name(depth):
    return sys._getframe(depth).f_code.co_name

def caller():
    return name(0), name(1), name(2)

def look():
    return caller()
""",
    "deeper than the stack": """
import sys

def look():
    try:
        sys._getframe(1_000_000)
    except ValueError as error:
        return str(error)
""",
    "a frame from within a built-in function": """
import sys

def look():
    return sorted([2, 1], key=lambda n: (sys._getframe(1).f_code.co_name, n))
""",
    "sys._current_frames": """
import sys
import threading

def wait(event):
    event.wait()

def look():
    event = threading.Event()
    thread = threading.Thread(target=wait, args=[event])
    thread.start()
    frames = sys._current_frames()
    own = frames[threading.get_ident()].f_code.co_name
    functions, frame = [], frames[thread.ident]
    while frame is not None:
        functions.append(frame.f_code.co_name)
        frame = frame.f_back
    event.set()
    thread.join()
    return own, "wait" in functions, thread.ident in sys._current_frames()
""",
    "faulthandler": """
import faulthandler

def look():
    faulthandler.dump_traceback(all_threads=False)
    return "it has written to the terminal"
""",
    "inspect.currentframe": """
import inspect

def look():
    return inspect.currentframe().f_code.co_name
""",
    "inspect.stack": """
import inspect

def called():
    return [entry.function for entry in inspect.stack()[:3]]

def between():
    return called()

def look():
    return between()
""",
    "extract_tb": """
import traceback

def fail():
    raise ValueError("no")

def between():
    fail()

def look():
    try:
        between()
    except ValueError as error:
        return [(entry.name, entry.lineno) for entry in traceback.extract_tb(error.__traceback__)]
""",
    "format_exc": """
import traceback

def fail():
    return {}["key"]

def look():
    try:
        fail()
    except KeyError:
        text = traceback.format_exc()
    return [line.partition(", ")[2] for line in text.splitlines() if "File" in line]
""",
    "raised again": """
import traceback

def fail():
    raise ValueError("no")

def between():
    try:
        fail()
    except ValueError:
        raise

def look():
    try:
        between()
    except ValueError as error:
        return [entry.name for entry in traceback.extract_tb(error.__traceback__)]
""",
    "a cause": """
import traceback

def fail():
    raise ValueError("no")

def between():
    try:
        fail()
    except ValueError as error:
        raise KeyError("why") from error

def look():
    try:
        between()
    except KeyError as error:
        return [entry.name for entry in traceback.extract_tb(error.__cause__.__traceback__)]
""",
    "a group": """
import traceback

def fail():
    raise ExceptionGroup("some", [ValueError("no")])

def look():
    names = []
    try:
        fail()
    except* ValueError as group:
        names += [entry.name for entry in traceback.extract_tb(group.__traceback__)]
    return names
""",
    "an error of a primitive": """
import threading
import traceback

def look():
    try:
        threading.Lock().release()
    except RuntimeError as error:
        return [entry.name for entry in traceback.extract_tb(error.__traceback__)]
""",
    "the hook of a dying thread": """
import threading
import traceback

def fail():
    raise ValueError("no")

def look():
    seen = []
    former, threading.excepthook = threading.excepthook, lambda args: seen.extend(
        entry.name for entry in traceback.extract_tb(args.exc_traceback)
    )
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    threading.excepthook = former
    return seen
""",
}


def seen_without_hooks(source: str) -> object:
    module = new_module("plain", Path("work.py"))
    exec(compile(source, "work.py", "exec", dont_inherit=True), vars(module))
    return module.look()


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_sees_its_own_frames_and_no_others(name: str, tmp_path: Path) -> None:
    source = PROGRAMS[name]
    expected = seen_without_hooks(source)
    assert expected
    test = f"""
def test_it(kata, run):
    expected = {expected!r}
    assert kata.look() == expected
    seen, others = [], []

    def look():
        seen.append(kata.look())

    run(look, lambda: others.append(None))
    assert seen == [expected]
"""
    judgement = own_test(World(), tmp_path, source, test).judge()
    assert judgement.verdict is None, judgement.verdict.detail
