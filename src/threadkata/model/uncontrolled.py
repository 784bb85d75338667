"""Keeps a run from using threads, processes, event loops, tracers, ... that nobody controls.

A module of the standard library that is not among the virtual ones, as `multiprocessing.pool`,
starts real threads. There the program's code would run beside the model: in one order, which nobody
chose. A lock of `multiprocessing` does not tell virtual threads apart: all of them are in one real
one. Nor does `asyncio`, which knows the loop that runs by the real thread. What a program sets to
be called at each event of a thread, by `sys.settrace` for example, would be called for all virtual
threads, and for what the model itself does. So would the handler of a signal that a timer sends.
"""

from __future__ import annotations

import _thread
import functools
import importlib.util
import os
import signal
import socket
import sys
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
_STARTS: Final[tuple[tuple[Any, str], ...]] = (
    (threading.Thread, "start"),
    (_thread, "start_new_thread"),
    (_thread, "start_new"),
    (_thread, "start_joinable_thread"),
    (os, "fork"),
    (os, "forkpty"),
    (_PROCESSES, "SemLock"),
    # With one of these an event loop is woken.
    (socket, "socketpair"),
    (signal, "setitimer"),
    (signal, "alarm"),
)
#: Where it is said what is to be called at each event of a thread, or of all.
_TRACERS: Final[tuple[tuple[Any, str], ...]] = (
    (sys, "settrace"),
    (sys, "setprofile"),
    (sys, "addaudithook"),
    (sys, "_settraceallthreads"),
    (sys, "_setprofileallthreads"),
    (getattr(sys, "monitoring", None), "use_tool_id"),
)
#: The module that sets them for Python's debugger, in which somebody looks at a run.
_DEBUGGER: Final = "bdb"


def none_started(scheduler: Scheduler) -> AbstractContextManager[None]:
    """While this lasts, a run that starts, makes or sets one of these is given up.

    Arguments:
        scheduler: that of the runs.
    """
    return replaced(
        [
            (owner, name, refused(getattr(owner, name), scheduler, sets_tracer=places is _TRACERS))
            for places in (_STARTS, _TRACERS)
            for owner, name in places
            # Not every system and every version has all.
            if hasattr(owner, name)
        ]
    )


def refused(
    function: Callable[..., Any], scheduler: Scheduler, *, sets_tracer: bool
) -> Callable[..., Any]:
    """A function that gives up the run by which it is called, and is the same for anybody else.

    Arguments:
        function: the function.
        scheduler: that of the runs.
        sets_tracer: whether it sets a tracer. A run may set none, and the debugger may set one.
    """

    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        if scheduler.runs_here():
            values = (*args, *kwargs.values())
            caller = sys._getframe(1).f_globals.get("__name__")
            if not (sets_tracer and (values == (None,) or caller == _DEBUGGER)):
                scheduler.give_up_on_uncontrolled()
        if sets_tracer:
            scheduler.expect_tracer()
        return function(*args, **kwargs)

    # The run ends there, or nothing is touched.
    called.__covered__ = True  # type: ignore[attr-defined]
    return called
