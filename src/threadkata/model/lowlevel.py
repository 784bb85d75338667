"""The virtual `_thread`: the floor under CPython's own `threading`.

Locks, thread start and identity, for each supported Python, with the error messages of the real
module. Everything above (Condition, Semaphore, Thread, ...) is CPython's own code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, final

from threadkata.model.builtin_function import BuiltinFunction
from threadkata.model.identities import (
    FIRST_IDENT,
    IDENT_STEP,
    Identities,
    ident_of,
    native_id_of,
)
from threadkata.model.locks import (
    LIBRARY_MARK,
    TIMEOUT_MAX,
    EndLock,
    InnerLock,
    InnerWaits,
    VirtualLock,
    lock_class,
)
from threadkata.model.operation import THREADS, Access, Operation
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VirtualThread


@final
class Floor:
    """What the virtual `_thread` of one library has in common: its scheduler and its numbers.

    Attributes:
        scheduler: the scheduler of all runs of this library.
        identities: the identity numbers of objects.
        waits: where its locks wait inside public calls.
        bootstrap: whether a function is the start of a `threading.Thread`.
    """

    def __init__(self, scheduler: Scheduler) -> None:
        self.scheduler = scheduler
        self.identities = identities = Identities(scheduler)
        self.waits = waits = InnerWaits(scheduler)
        self.lock_type = lock_class(VirtualLock, scheduler, identities, waits)
        self.inner_lock_type = lock_class(InnerLock, scheduler, identities, waits)
        self.end_lock_type = lock_class(EndLock, scheduler, identities, waits)
        self.bootstrap: Callable[[Any], Any] = lambda function: None
        # What the program has set the stack size of new threads to, in bytes.
        self.stack_size = 0

    def begin_run(self) -> None:
        """Forget the last run."""
        self.identities.begin_run()
        self.stack_size = 0

    def begin_main(self, main: Any) -> None:
        """Make the `threading.Thread` of the main thread as good as new, for another run."""
        virtual = self.scheduler.current
        virtual.thread = main
        self.attach(main, virtual)

    def attach(self, thread: Any, virtual: VirtualThread) -> None:
        """Let a `threading.Thread` know when the virtual thread that runs it has ended.

        How it comes to know that differs from version to version.
        """
        handle = getattr(thread, "_os_thread_handle", None) or getattr(thread, "_handle", None)
        if handle is not None:
            handle.starts(virtual)
            return
        done = thread._tstate_lock = self.end_lock_type()
        done.locked_now = not virtual.ended
        virtual.on_end.append(done.release)

    def start(self, function: Callable[..., object], args: Any, kwargs: Any) -> VirtualThread:
        """Start a thread of control, the way `_thread` does."""
        owner = self.bootstrap(function)

        def body() -> None:
            try:
                function(*args, **kwargs)
            except SystemExit:
                pass
            except Exception as error:
                self.scheduler.deaths.append((self.scheduler.current, error))

        return self.scheduler.spawn(body, owner)


@final
class ThreadHandle:
    """The handle of a joinable thread, as `_thread._ThreadHandle` of Python 3.13 and later."""

    __slots__ = ("_done", "_floor", "_virtual", "ident")

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._virtual: VirtualThread | None = None
        self._done: VirtualLock | None = None
        self.ident = 0

    def starts(self, virtual: VirtualThread) -> None:
        """Attach the handle to a thread that is being started."""
        self._virtual = virtual
        self.ident = ident_of(virtual)
        done = self._done = self._floor.lock_type()
        done.locked_now = True
        virtual.on_end.append(self._set_done)

    def is_done(self) -> bool:
        """Whether the thread has ended."""
        return self._done is not None and not self._done.locked_now

    def _set_done(self) -> None:
        if self._done is None:
            raise RuntimeError("thread not started")
        self._done.locked_now = False

    def join(self, timeout: float | None = None) -> None:
        """Wait until the thread has ended, or for `timeout` seconds."""
        if self._done is None:
            raise RuntimeError("thread not started")
        if self._virtual is self._floor.scheduler.current:
            raise RuntimeError("Cannot join current thread")
        limit = None if timeout is None or timeout < 0 else float(timeout)
        if limit is not None and limit > TIMEOUT_MAX:
            raise OverflowError("timeout value is too large")
        scheduler = self._floor.scheduler
        if self._done.locked_now and limit != 0 and not scheduler.over:
            self._floor.waits.wait(self._done, sys._getframe(0), limit)


def next_child(scheduler: Scheduler) -> Access:
    """The place that starting a thread touches: the thread that the current one starts next."""
    creator = scheduler.current
    return (THREADS, (*creator.path, creator.children + 1), True)


def thread_module(floor: Floor) -> ModuleType:
    """The virtual `_thread`, with just the names that this Python's `threading` asks for."""
    module = ModuleType("_thread")
    scheduler = floor.scheduler

    def allocate_lock() -> VirtualLock:
        return floor.lock_type()

    def start_new_thread(function: Any, args: Any, kwargs: Any = None, /) -> int:
        if not callable(function):
            raise TypeError("first arg must be callable")
        if not isinstance(args, tuple):
            raise TypeError("2nd arg must be a tuple")
        if kwargs is not None and not isinstance(kwargs, dict):
            raise TypeError("optional 3rd arg must be a dictionary")
        if scheduler.lives_watched and LIBRARY_MARK not in sys._getframe(1).f_globals:
            scheduler.point(Operation("start", (next_child(scheduler),), None, "start"))
        thread = floor.start(function, args, kwargs or {})
        return ident_of(thread)

    def get_ident() -> int:
        return FIRST_IDENT + IDENT_STEP * scheduler.current.place

    def get_native_id() -> int:
        return native_id_of(scheduler.current)

    def exit_thread() -> None:
        raise SystemExit

    def interrupt_main(signum: int = 2, /) -> None:
        raise NotImplementedError("interrupt_main() is not part of the model")

    def stack_size(size: int = 0, /) -> int:
        former = floor.stack_size
        if size < 0:
            raise ValueError("size must be 0 or a positive value")
        if 0 < size < 32_768:
            raise ValueError(f"size not valid: {size} bytes")
        floor.stack_size = size
        return former

    functions: dict[str, Callable[..., object]] = {
        "allocate_lock": allocate_lock,
        "allocate": allocate_lock,
        "start_new_thread": start_new_thread,
        "start_new": start_new_thread,
        "get_ident": get_ident,
        "get_native_id": get_native_id,
        "exit": exit_thread,
        "exit_thread": exit_thread,
        "interrupt_main": interrupt_main,
        "stack_size": stack_size,
        "_count": lambda: len(scheduler.live),
        "daemon_threads_allowed": lambda: True,
        "_is_main_interpreter": lambda: True,
        **(_joinable(floor) if sys.version_info >= (3, 13) else _sentinel(floor)),
    }
    if sys.version_info >= (3, 14):
        functions["set_name"] = lambda name: None
    names: dict[str, object] = {
        "LockType": floor.lock_type,
        "lock": floor.lock_type,
        "error": RuntimeError,
        "TIMEOUT_MAX": TIMEOUT_MAX,
        **{name: BuiltinFunction.of(what, name, "_thread") for name, what in functions.items()},
    }
    module.__dict__.update(names)
    return module


def _sentinel(floor: Floor) -> dict[str, Callable[..., object]]:
    """How 3.11 and 3.12 learn that a thread has ended: it releases a lock."""

    def _set_sentinel() -> VirtualLock:
        sentinel = floor.end_lock_type()
        floor.scheduler.current.on_end.append(sentinel.release)
        return sentinel

    return {"_set_sentinel": _set_sentinel}


def _joinable(floor: Floor) -> dict[str, Callable[..., object]]:
    """How 3.13 and later learn that a thread has ended: by its handle."""
    scheduler = floor.scheduler

    def start_joinable_thread(
        function: Any, handle: ThreadHandle | None = None, daemon: bool = True
    ) -> ThreadHandle:
        handle = handle or ThreadHandle(floor)
        owner = floor.bootstrap(function)
        started = handle

        def body() -> None:
            started.starts(scheduler.current)
            function()

        scheduler.spawn(body, owner)
        return handle

    def _make_thread_handle(ident: int) -> ThreadHandle:
        handle = ThreadHandle(floor)
        handle.starts(scheduler.current)
        return handle

    return {
        "start_joinable_thread": start_joinable_thread,
        "_ThreadHandle": lambda: ThreadHandle(floor),
        "_make_thread_handle": _make_thread_handle,
        "_get_main_thread_ident": lambda: FIRST_IDENT + IDENT_STEP,
        "_shutdown": lambda: None,
    }
