"""Keeps a run from using threads, processes, locks and event loops that nobody controls.

A module of the standard library that is not among the virtual ones, as `multiprocessing.pool`,
starts real threads. There the program's code would run beside the model: in one order, which nobody
chose. A lock of `multiprocessing` does not tell virtual threads apart: all of them are in one real
one. Nor does `asyncio`, which knows the loop that runs by the real thread.
"""

from __future__ import annotations

import _thread
import functools
import importlib.util
import os
import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final

from threadkata.model.replacement import replaced
from threadkata.model.scheduler import Scheduler

#: Where `multiprocessing` has its locks from; None where there can be no other processes.
_PROCESSES: Final[Any] = (
    importlib.import_module("_multiprocessing")
    if importlib.util.find_spec("_multiprocessing") is not None
    else None
)
#: Where threads and processes are started, locks and loops made: (a module or a class, a name).
_STARTS: Final[list[tuple[Any, str]]] = [
    (owner, name)
    for owner, name in [
        (threading.Thread, "start"),
        (_thread, "start_new_thread"),
        (_thread, "start_new"),
        (_thread, "start_joinable_thread"),
        (os, "fork"),
        (os, "forkpty"),
        (_PROCESSES, "SemLock"),
        # With one of these an event loop is woken.
        (socket, "socketpair"),
    ]
    if hasattr(owner, name)
]


def none_started(scheduler: Scheduler) -> AbstractContextManager[None]:
    """While this lasts, a run that starts or makes one of these is given up.

    Arguments:
        scheduler: that of the runs.
    """

    def not_in_a_run(start: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(start)
        def started(*args: Any, **kwargs: Any) -> Any:
            if scheduler.runs_here():
                scheduler.give_up_on_uncontrolled()
            return start(*args, **kwargs)

        return started

    return replaced([(owner, name, not_in_a_run(getattr(owner, name))) for owner, name in _STARTS])
