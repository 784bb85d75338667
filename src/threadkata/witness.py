"""Real threads, the second witness: what a test needs to run on them."""

from __future__ import annotations

import _thread
import builtins
import functools
import queue
import sys
import threading
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

from threadkata.explain.verdict import Kind, raised_in
from threadkata.model.program import new_module

#: Seconds after which the interpreter looks for another thread to run.
SWITCH_INTERVAL: Final = 1e-5

_compiled: dict[tuple[Path, bytes], CodeType] = {}


def load_really(path: Path, name: str) -> ModuleType:
    """Execute a source file as a module of that name, afresh."""
    source = path.read_bytes()
    code = _compiled.get((path, source))
    if code is None:
        code = _compiled[path, source] = compile(source, str(path), "exec", dont_inherit=True)
    module = new_module(name, path)
    sys.modules[name] = module
    exec(code, vars(module))
    return module


@contextmanager
def silent_exits() -> Iterator[None]:
    """While this lasts, a thread that ends by SystemExit is nobody's business, as in `threading`.

    pytest takes it for an exception that nobody handled.
    """
    former = threading.excepthook

    def excepthook(args: threading.ExceptHookArgs) -> None:
        if args.exc_type is not SystemExit:
            former(args)

    threading.excepthook = excepthook
    try:
        yield
    finally:
        if threading.excepthook is excepthook:
            threading.excepthook = former


@contextmanager
def eager_switching() -> Iterator[None]:
    """While this lasts, the interpreter switches between threads as often as it can."""
    former = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL)
    try:
        yield
    finally:
        sys.setswitchinterval(former)


@contextmanager
def tracing_ends() -> Iterator[None]:
    """After this, Python knows that nobody traces threads which have ended.

    From 3.12 on it does not see that by itself, and all that is run from then on is slower, up to
    twice as slow.
    """
    try:
        yield
    finally:
        if sys.gettrace() is None:
            sys.settrace(None)
        if sys.getprofile() is None:
            sys.setprofile(None)


class NotOver(BaseException):
    """Raised in a test on real threads whose time is up."""


def kind_of(error: BaseException, path: Path, failures: tuple[type[BaseException], ...]) -> Kind:
    """What a test says by ending with an exception on real threads.

    Arguments:
        error: the exception.
        path: the file under test.
        failures: exception classes by which the test says that a result is wrong.
    """
    if isinstance(error, NotOver):
        return Kind.NOT_OVER
    if isinstance(error, NotImplementedError) and raised_in(error, {str(path)})[0]:
        return Kind.TO_DO
    return Kind.WRONG_RESULT if isinstance(error, failures) else Kind.EXCEPTION


@functools.cache
def _library() -> list[tuple[Any, dict[str, Any]]]:
    """The modules and classes that a submission may change, with what is in them now."""
    modules = [threading, time, queue]
    spaces: list[Any] = [_thread, builtins, *modules]
    for module in modules:
        spaces += [
            value
            for value in vars(module).values()
            if isinstance(value, type) and value.__module__ == module.__name__
        ]
    return [(space, dict(vars(space))) for space in spaces]


@contextmanager
def unchanged_library() -> Iterator[None]:
    """After this, the modules that a submission may have changed are as they were before."""
    library = _library()
    try:
        yield
    finally:
        for space, names in library:
            if vars(space) != names:
                _restore(space, names)


def _restore(space: Any, names: dict[str, Any]) -> None:
    for name in set(vars(space)) - set(names):
        delattr(space, name)
    for name, value in names.items():
        if vars(space).get(name) is not value:
            setattr(space, name, value)


def still_running(before: set[threading.Thread]) -> list[threading.Thread]:
    """Threads that were not there before and have not ended."""
    return [thread for thread in threading.enumerate() if thread not in before]


def stacks(
    error: BaseException, before: set[threading.Thread], files: set[str]
) -> dict[str, list[str]]:
    """In which calls each thread is, by its name: `latch.py:22 self._open.wait()`, innermost last.

    Arguments:
        error: what ended the main thread's test.
        before: threads that are not asked for.
        files: the files whose lines are told.
    """
    found = {"main": _lines(traceback.extract_tb(error.__traceback__), files)}
    for thread in still_running(before):
        frame = sys._current_frames().get(thread.ident or 0)
        if frame is not None:
            found[thread.name] = _lines(traceback.extract_stack(frame), files)
    return found


def _lines(stack: Iterable[traceback.FrameSummary], files: set[str]) -> list[str]:
    return [
        f"{Path(entry.filename).name}:{entry.lineno} {entry.line}"
        for entry in stack
        if entry.filename in files
    ]
