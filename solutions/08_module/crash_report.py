"""A crash report: `threading.excepthook` is replaced for a while, and put back."""

from __future__ import annotations

import threading
from types import TracebackType


class CrashReport:
    """While its `with` block lasts, it collects the exceptions that threads die of."""

    def __init__(self) -> None:
        self._crashes: list[tuple[str, BaseException]] = []

    def __enter__(self) -> CrashReport:
        # Read now, not in __init__: what is to be put back is the hook from before the block. Not
        # `threading.__excepthook__` either, which is Python's own and may not be what was there.
        self._former = threading.excepthook
        threading.excepthook = self._note
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # Returns None: an exception of the block goes on. A `try` around start() or around this
        # whole block would never see one of a thread. Those end up in the hook and nowhere else.
        threading.excepthook = self._former

    @property
    def crashes(self) -> list[tuple[str, BaseException]]:
        return list(self._crashes)

    def _note(self, args: threading.ExceptHookArgs, /) -> None:
        # Called in the thread that dies. It is called for SystemExit, too; that Python says
        # nothing of a thread that exits is the work of its own hook, which is not there now.
        if issubclass(args.exc_type, SystemExit):
            return
        error = args.exc_value
        # By their documentation both may be None, though not for a thread that runs a function.
        if error is None:
            error = args.exc_type()
        name = "unknown" if args.thread is None else args.thread.name
        _forget_frames(error)
        # Of `args` nothing else is kept: with the Thread object in it the thread would live on.
        # Appending is one step: of two threads that die at once, neither overwrites the other.
        self._crashes.append((name, error))


def _forget_frames(error: BaseException) -> None:
    """Take the traceback from an exception and from those it came from.

    A traceback leads to the frames of all functions on the way, and they have the local variables.
    `traceback.clear_frames` was tempting, because it keeps the lines. But each frame also leads to
    its caller's, down to the one in which the Thread called its run(). That one is still at work
    and cannot be emptied, and its `self` is the Thread.
    """
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop()
        if current is not None and id(current) not in seen:
            seen.add(id(current))
            current.__traceback__ = None
            waiting += [current.__cause__, current.__context__]
