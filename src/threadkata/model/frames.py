"""Frames and tracebacks as a program finds them elsewhere: without those of the hooks."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Final

from threadkata.model.identities import ident_of
from threadkata.model.scheduler import Scheduler

#: How the paths of the files begin that are no business of the program's ...
_PACKAGE: Final = str(Path(__file__).parents[1]) + os.sep
#: ... and those of the hooks.
HOOKS_FOLDER: Final = str(Path(__file__).with_name("hooks")) + os.sep


def is_own(frame: FrameType) -> bool:
    """Whether a frame is of threadkata, and not of a program or of the standard library."""
    return frame.f_code.co_filename.startswith(_PACKAGE)


def clear_traceback(error: BaseException | None) -> None:
    """Take the frames of the hooks out of the traceback of an exception that is being handled."""
    entry = None if error is None else error.__traceback__
    while entry is not None:
        following = entry.tb_next
        while following is not None and is_own(following.tb_frame):
            following = following.tb_next
        if following is not entry.tb_next:
            entry.tb_next = following
        entry = following


def _behind(frame: FrameType | None) -> FrameType | None:
    """The innermost of a frame and those that it was called from that is not of the hooks."""
    while frame is not None and is_own(frame):
        frame = frame.f_back
    return frame


def _getframe(function: Any, depth: int = 0, /) -> FrameType:
    """`sys._getframe(depth)`."""
    frame = _behind(sys._getframe(1))
    for _ in range(depth):
        frame = _behind(frame.f_back) if frame is not None else None
    if frame is None:
        raise ValueError("call stack is not deep enough")
    return frame


def _currentframe(function: Any) -> FrameType | None:
    """`inspect.currentframe()`."""
    return _behind(sys._getframe(1))


def _stack(function: Any, context: int = 1) -> list[inspect.FrameInfo]:
    """`inspect.stack(context)`."""
    frame = _behind(sys._getframe(1))
    return [info for info in inspect.getouterframes(frame, context) if not is_own(info.frame)]


def calls_in(scheduler: Scheduler) -> dict[Any, Callable[..., Any]]:
    """How a function is called that looks who has called it, or where threads are.

    Arguments:
        scheduler: that of the threads.
    """

    def current_frames(function: Any) -> dict[int, FrameType]:
        """`sys._current_frames()`."""
        found = {}
        for thread in scheduler.threads:
            is_current = thread is scheduler.current
            frame = _behind(sys._getframe(1) if is_current else thread.greenlet.gr_frame)
            if frame is not None and not thread.finished:
                found[ident_of(thread)] = frame
        return found

    return {
        sys._getframe: _getframe,
        sys._current_frames: current_frames,
        inspect.currentframe: _currentframe,
        inspect.stack: _stack,
    }
