"""What a run may change in the process it runs in, put back when it is over.

What it assigns to modules and classes is undone by `hooks/assignments.py`.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, final

from threadkata.model.output import Output


@dataclass(frozen=True, slots=True)
class State:
    """Something that is there once for the whole process.

    Attributes:
        read: tells what it is now, in a form that later changes do not reach.
        write: makes it what it was.
        begin: makes it what it is for each run that gets at it.
    """

    read: Callable[[], Any]
    write: Callable[[Any], None]
    begin: Callable[[], None] = lambda: None


def _write_environment(variables: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)


def _write_path(entries: list[str]) -> None:
    sys.path[:] = entries


#: Frames that a call takes in the model: one of the program's, and one of the hook that makes it.
FRAMES: Final = 2
#: Frames that are below the program's own, which would have nearly none there.
FRAMES_BELOW: Final = 100
#: The highest recursion limit that Python takes.
HIGHEST_LIMIT: Final = 2**31 - 1


_get_limit, _set_limit = sys.getrecursionlimit, sys.setrecursionlimit


def getrecursionlimit() -> int:
    """What stands in for `sys.getrecursionlimit` while a program runs."""
    return (_get_limit() - FRAMES_BELOW) // FRAMES


def setrecursionlimit(limit: int, /) -> None:
    """What stands in for `sys.setrecursionlimit` while a program runs."""
    _set_limit(min(limit * FRAMES + FRAMES_BELOW, HIGHEST_LIMIT) if limit > 0 else limit)


#: By the module through which a program gets at it.
STATES: Final = {
    "os": State(lambda: dict(os.environ), _write_environment),
    "random": State(random.getstate, random.setstate, lambda: random.seed(0)),
    "sys": State(lambda: list(sys.path), _write_path),
}


@final
class Process:
    """Keeps what a run may change.

    Arguments:
        output: where the program writes to instead of the terminal.

    Attributes:
        imported: the names in STATES that have been imported since this was emptied last.
    """

    def __init__(self, output: Output) -> None:
        self._output = output
        self._before: dict[str, Any] = {}
        self.imported: set[str] = set()

    def begin_run(self) -> None:
        """Note what is there before a run, and let it write to its own output."""
        self._streams = sys.stdout, sys.stderr
        self._recursion_limit = _get_limit()
        sys.stdout = sys.stderr = self._output
        setrecursionlimit(self._recursion_limit)
        sys.getrecursionlimit, sys.setrecursionlimit = getrecursionlimit, setrecursionlimit

    def note_import(self, name: str) -> None:
        """Note that a program gets at a module that is not virtual."""
        name = name.partition(".")[0]
        state = STATES.get(name)
        if state is not None:
            self.imported.add(name)
            if name not in self._before:
                self._before[name] = state.read()
                state.begin()

    def end_run(self) -> None:
        """Put back what the run has changed."""
        sys.stdout, sys.stderr = self._streams
        sys.getrecursionlimit, sys.setrecursionlimit = _get_limit, _set_limit
        _set_limit(self._recursion_limit)
        for name, before in self._before.items():
            if STATES[name].read() != before:
                STATES[name].write(before)
        self._before.clear()
