"""CPython's own `threading`, freshly executed, made to fit the virtual `_thread` below it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final

from threadkata.model.builtin_function import BuiltinFunction
from threadkata.model.frames import clear_traceback
from threadkata.model.inner import hide_conditions, with_globals
from threadkata.model.lowlevel import Floor
from threadkata.model.primitives import cover_threading
from threadkata.model.scheduler import Scheduler
from threadkata.model.shared_iterators import fit_iterators
from threadkata.model.standins import Started, Unneeded
from threadkata.model.uncontrolled import refused

#: What `threading` keeps for the end of the process, or while it could be interrupted.
UNNEEDED: Final = (
    "_active_limbo_lock", "_limbo", "_shutdown_locks_lock", "_shutdown_locks", "_dangling",
)  # fmt: skip


def fit_threading(namespace: dict[str, Any], floor: Floor) -> None:
    """Let `threading` announce what it does, tell of deaths, and do nothing that no run needs.

    Arguments:
        namespace: the module's globals.
        floor: the virtual `_thread` that it was executed over.
    """
    hide_conditions(namespace, floor)
    cover_threading(namespace, floor)
    fit_iterators(namespace, floor.scheduler)

    def identity(self_: object) -> int:
        return floor.identities.of(self_)

    rlock_class = namespace["_RLock"]
    if sys.version_info < (3, 15):
        # Written in C, it takes any arguments, and has no use for them.
        namespace["_CRLock"] = lambda *args, **kwargs: rlock_class()

    for name in ("_RLock", "Condition", "Semaphore", "Event", "Barrier", "Thread"):
        namespace[name].__hash__ = identity
    unneeded = Unneeded()
    for name in UNNEEDED:
        if name in namespace:
            namespace[name] = unneeded
    if "_maintain_shutdown_locks" in namespace:
        namespace["_maintain_shutdown_locks"] = lambda: None
    for name in ("settrace", "setprofile"):
        namespace[name] = refused(namespace[name], floor.scheduler, sets_tracer=True)
    _tell_of_deaths(namespace, floor.scheduler)
    namespace["_main_thread"]._started = started = Started()
    started.set()


def _tell_of_deaths(namespace: dict[str, Any], scheduler: Scheduler) -> None:
    make_invoke_excepthook = namespace["_make_invoke_excepthook"]

    def make_telling_excepthook() -> Callable[[Any], None]:
        """Let whoever watches know of a death, also where the program has a hook of its own."""
        invoke_excepthook = make_invoke_excepthook()

        def invoke(thread: Any) -> None:
            observer, error = scheduler.observer, sys.exception()
            clear_traceback(error)
            if observer is not None and error is not None and not scheduler.over:
                observer.died(scheduler.current, error)
            # The program must not find that anything here still refers to it.
            del error
            invoke_excepthook(thread)

        return invoke

    def excepthook(args: Any, /) -> None:
        """Note that a thread dies of an exception that nobody handles."""
        if args.exc_type is not SystemExit and not scheduler.over:
            scheduler.deaths.append((scheduler.current, args.exc_value))

    hook = BuiltinFunction.of(excepthook, "excepthook", "threading")
    namespace["excepthook"] = namespace["__excepthook__"] = hook
    thread_class = namespace["Thread"]
    thread_class.__init__ = with_globals(
        thread_class.__init__, Event=Started, _make_invoke_excepthook=make_telling_excepthook
    )
