"""What a run may change in the process it runs in, put back when it is over.

What it assigns to modules and classes is undone by `hooks/assignments.py`.
"""

from __future__ import annotations

import functools
import gc
import locale
import os
import random
import signal
import socket
import sys
import warnings
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
    write: Callable[[Any], object]
    begin: Callable[[], None] = lambda: None


def _write_environment(variables: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)


def _write_modules(modules: dict[str, Any]) -> None:
    # What has been imported for the first time stays: it is as it would be in the next run.
    sys.modules.update(modules)


def _entries(find: Callable[[], list[Any]]) -> State:
    """What is in a list that `find` finds."""

    def write(entries: list[Any]) -> None:
        find()[:] = entries

    return State(lambda: list(find()), write)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _signal_handlers() -> dict[int, Any]:
    return {signum: signal.getsignal(signum) for signum in signal.valid_signals()}


def _write_signal_handlers(handlers: dict[int, Any]) -> None:
    for signum, handler in handlers.items():
        if handler is not None and signal.getsignal(signum) != handler:
            signal.signal(signum, handler)


#: Which signals are kept waiting; not every system has that.
_SIGNAL_MASK: Final = (
    (
        State(
            lambda: signal.pthread_sigmask(signal.SIG_BLOCK, ()),
            lambda mask: signal.pthread_sigmask(signal.SIG_SETMASK, mask),
        ),
    )
    if hasattr(signal, "pthread_sigmask")
    else ()
)


def _write_warning_filters(filters: list[Any]) -> None:
    # This lets go of what was looked up in the former ones.
    warnings.resetwarnings()
    warnings.filters[:] = filters  # type: ignore[index]


def _folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109  (it is asked before each run)
    except FileNotFoundError:
        return ""


def _write_folder(folder: str) -> None:
    if folder:
        os.chdir(folder)


#: With a name it sets the locale, without one it tells it.
_locale: Final = functools.partial(locale.setlocale, locale.LC_ALL)

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
STATES: Final[dict[str, tuple[State, ...]]] = {
    "gc": (
        State(gc.get_threshold, lambda threshold: gc.set_threshold(*threshold)),
        State(gc.isenabled, lambda enabled: gc.enable() if enabled else gc.disable()),
        _entries(lambda: gc.callbacks),
    ),
    "locale": (State(_locale, _locale),),
    "os": (
        State(lambda: dict(os.environ), _write_environment),
        State(_folder, _write_folder),
        State(_umask, os.umask),
    ),
    "random": (State(random.getstate, random.setstate, lambda: random.seed(0)),),
    "signal": (State(_signal_handlers, _write_signal_handlers), *_SIGNAL_MASK),
    "socket": (State(socket.getdefaulttimeout, socket.setdefaulttimeout),),
    "sys": (
        _entries(lambda: sys.path),
        _entries(lambda: sys.meta_path),
        _entries(lambda: sys.path_hooks),
        State(lambda: dict(sys.modules), _write_modules),
        State(sys.get_int_max_str_digits, sys.set_int_max_str_digits),
        State(sys.get_asyncgen_hooks, lambda hooks: sys.set_asyncgen_hooks(*hooks)),
        State(sys.getswitchinterval, sys.setswitchinterval),
    ),
    "warnings": (State(lambda: list(warnings.filters), _write_warning_filters),),
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
        self._before: dict[str, list[Any]] = {}
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
        states = STATES.get(name)
        if states is not None:
            self.imported.add(name)
            if name not in self._before:
                self._before[name] = [state.read() for state in states]
                for state in states:
                    state.begin()

    def end_run(self) -> None:
        """Put back what the run has changed."""
        sys.stdout, sys.stderr = self._streams
        sys.getrecursionlimit, sys.setrecursionlimit = _get_limit, _set_limit
        _set_limit(self._recursion_limit)
        for name, values in self._before.items():
            for state, before in zip(STATES[name], values, strict=True):
                if state.read() != before:
                    state.write(before)
        self._before.clear()
