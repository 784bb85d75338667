"""The virtual `_thread`: the floor under CPython's own `threading`.

Locks, thread start and identity, for each supported Python, with the error messages of the real
module. Everything above (Condition, Semaphore, Thread, ...) is CPython's own code.
"""

from __future__ import annotations

import _thread
import sys
from collections.abc import Callable
from types import CodeType, FrameType, ModuleType
from typing import Any, Final, final

from threadkata.model.ending import RunOver
from threadkata.model.operation import CLOCK, THREADS, Access, Operation
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VirtualThread

TIMEOUT_MAX: Final = _thread.TIMEOUT_MAX

#: The name by which the globals of a module of the library tell that they are.
LIBRARY_MARK: Final = "@library"
#: How much the identity numbers of threads differ, and where they start.
FIRST_IDENT: Final = 140_000_000_000_000
IDENT_STEP: Final = 4_096
FIRST_NATIVE_ID: Final = 4_201


class VirtualLock:
    """A lock of the model. To the program it is a `_thread.lock`.

    Each floor has a subclass of its own, so that `threading.Lock()` needs no arguments.

    Attributes:
        holder: the thread that took it last, while it is taken.
        watched: whether somebody has looked at its state without waiting for it.
    """

    __slots__ = ("__weakref__", "holder", "locked_now", "watched")
    _floor: Floor

    def __init__(self) -> None:
        self.locked_now = False
        self.watched = False
        self.holder: VirtualThread | None = None

    def free(self) -> bool:
        """Whether it can be taken now."""
        return not self.locked_now

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As `_thread.lock.acquire`."""
        limit = None if blocking and timeout == -1 else checked_timeout(blocking, timeout)
        scheduler = self._floor.scheduler
        frame = sys._getframe(1)
        if scheduler.over:
            raise RunOver
        if LIBRARY_MARK in frame.f_globals:
            return self._acquire_inside(scheduler, frame, blocking, limit)
        if not blocking or limit == 0:
            kind, guard, deadline = "try", None, None
        elif limit is None:
            kind, guard, deadline = "acquire", self.free, None
        else:
            kind, guard, deadline = "acquire", self.free, scheduler.deadline_after(limit)
        accesses: tuple[Access, ...] = ((scheduler.keep(self), None, True),)
        if deadline is not None and scheduler.hasty:
            accesses += ((CLOCK, None, True),)
        scheduler.point(
            Operation(
                kind,
                accesses,
                self,
                "acquire",
                guard,
                deadline,
            )
        )
        thread = scheduler.current
        if self.locked_now:
            self.watched = True
            return False
        self._take(thread)
        thread.held += 1
        return True

    def _acquire_inside(
        self, scheduler: Scheduler, frame: FrameType, blocking: bool, limit: float | None
    ) -> bool:
        if self.locked_now:
            if not blocking or limit == 0:
                self.watched = True
                return False
            if scheduler.over:
                # Nobody else runs any more: the unwinding thread may have it.
                return True
            self._floor.wait_inside(self, frame, limit)
            if self.locked_now:
                return False
        self._take(scheduler.current)
        return True

    def _take(self, thread: VirtualThread) -> None:
        if self.watched:
            self._floor.scheduler.changed()
            self.watched = False
        self.locked_now = True
        self.holder = thread

    def release(self) -> None:
        """As `_thread.lock.release`."""
        scheduler = self._floor.scheduler
        if scheduler.over:
            # The unwinding of a thread frees nothing: who held what is still to be told.
            return
        inside = LIBRARY_MARK in sys._getframe(1).f_globals
        operation = Operation("release", ((scheduler.keep(self), None, True),), self, "release")
        if not inside:
            operation = scheduler.point(operation)
        if not self.locked_now:
            operation.kind = "failed release"
            raise RuntimeError("release unlocked lock")
        self._free()
        if not inside:
            scheduler.released(scheduler.current)

    def _free(self) -> None:
        if self.watched or self.holder is not self._floor.scheduler.current:
            # Somebody looks for it, or it was taken by another thread: a lock used as a signal.
            self._floor.scheduler.changed()
            self.watched = False
        self.locked_now = False
        self.holder = None

    def locked(self) -> bool:
        """As `_thread.lock.locked`."""
        scheduler = self._floor.scheduler
        if LIBRARY_MARK not in sys._getframe(1).f_globals:
            scheduler.point(
                Operation("locked", ((scheduler.keep(self), None, False),), self, "locked")
            )
            self.watched = True
        return self.locked_now

    def __enter__(self) -> bool:
        return self._floor.enter_lock(self, sys._getframe(1))

    def __exit__(self, *exc_info: object) -> None:
        self._floor.leave_lock(self, sys._getframe(1))

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    # What a Condition asks of its lock, if the lock has it. It does the same with those above, in
    # more steps.

    def _is_owned(self) -> bool:
        return self.locked_now

    def _release_save(self) -> None:
        if not self._floor.scheduler.over:
            self._free()

    def _acquire_restore(self, state: None) -> None:
        self._acquire_inside(self._floor.scheduler, sys._getframe(1), True, None)

    def _at_fork_reinit(self) -> None:
        self.locked_now = False
        self.holder = None

    def __repr__(self) -> str:
        state = "locked" if self.locked_now else "unlocked"
        return f"<{state} _thread.lock object at {self._floor.identity(self):#x}>"

    def __hash__(self) -> int:
        return self._floor.identity(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __reduce__(self) -> Any:
        raise TypeError("cannot pickle '_thread.lock' object")


class InnerLock(VirtualLock):
    """A lock that a primitive of the library has for itself, taken inside its public calls only.

    Nobody needs to be told of it, and it is seldom taken when somebody wants it.
    """

    __slots__ = ()

    def __enter__(self) -> bool:
        if self.locked_now:
            return self._acquire_inside(self._floor.scheduler, sys._getframe(1), True, None)
        self.locked_now = True
        self.holder = self._floor.scheduler.current
        return True

    def __exit__(self, *exc_info: object) -> None:
        if not self._floor.scheduler.over:
            self.locked_now = False
            self.holder = None


class EndLock(VirtualLock):
    """The lock by which 3.11 and 3.12 learn that a thread has ended: it is held until then."""

    __slots__ = ()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As `_thread.lock.acquire`; called by the library only."""
        if self.locked_now:
            limit = checked_timeout(blocking, timeout)
            scheduler = self._floor.scheduler
            return self._acquire_inside(scheduler, sys._getframe(1), blocking, limit)
        self.locked_now = True
        return True

    def release(self) -> None:
        """As `_thread.lock.release`; called by the library only, and when the thread ends."""
        self.locked_now = False


def checked_timeout(blocking: bool, timeout: float) -> float | None:
    """The time limit of an acquire in seconds, or None for none; raises as CPython does."""
    if not isinstance(timeout, (int, float)) and not hasattr(type(timeout), "__index__"):
        raise TypeError(f"'{type(timeout).__name__}' object cannot be interpreted as an integer")
    if timeout != timeout:
        raise ValueError("Invalid value NaN (not a number)")
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError(
            "timeout value must be a non-negative number"
            if sys.version_info >= (3, 12)
            else "timeout value must be positive"
        )
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return None if timeout == -1 else float(timeout)


@final
class Floor:
    """What the virtual `_thread` of one library has in common: its scheduler and its numbers.

    Attributes:
        scheduler: the scheduler of all runs of this library.
        condition_wait: the code of `Condition.wait`, once the library is loaded. A thread that
            waits in there goes on only when it is woken *and* the condition's lock is free.
        own_lock_free: given a condition, tells whether the lock that a thread takes back at the
            end of `wait` is free.
        bootstrap: whether a function is the start of a `threading.Thread`.
    """

    def __init__(self, scheduler: Scheduler) -> None:
        self.scheduler = scheduler
        self.lock_type = self.lock_class(VirtualLock)
        self.inner_lock_type = self.lock_class(InnerLock)
        self.end_lock_type = self.lock_class(EndLock)
        self.condition_wait: CodeType | None = None
        self.own_lock_free: Callable[[Any], Callable[[], bool] | None] = lambda condition: None
        self.bootstrap: Callable[[Any], Any] = lambda function: None
        # What the program has set the stack size of new threads to, in bytes.
        self.stack_size = 0
        self._identities: dict[int, int] = {}
        self._counts: dict[tuple[int, ...], int] = {}

    def lock_class(self, base: type[VirtualLock]) -> type[VirtualLock]:
        """A class of locks that belong to this floor, and look like locks of `_thread`."""
        members = {"__slots__": (), "__module__": "_thread", "_floor": self}
        return type("lock", (base,), members)

    def reset(self) -> None:
        """Forget the last run."""
        self._identities.clear()
        self._counts.clear()
        self.stack_size = 0

    def identity(self, subject: object) -> int:
        """A number for an object that depends on the schedule alone."""
        number = self.scheduler.keep(subject)
        identity = self._identities.get(number)
        if identity is None:
            # Numbered by the thread that met it first and that thread's own count, so that what
            # one thread does leaves the numbers of another alone.
            path = self.scheduler.current.path
            count = self._counts[path] = self._counts.get(path, 0) + 1
            identity = 0x7F
            for part in path:
                identity = identity << 7 | part
            identity = self._identities[number] = identity << 20 | count << 4
        return identity

    # ------------------------------------------------------------------ locks

    def enter_lock(self, lock: VirtualLock, frame: FrameType) -> bool:
        """`with lock:`, seen from the frame that says so."""
        scheduler = self.scheduler
        if LIBRARY_MARK in frame.f_globals:
            return lock._acquire_inside(scheduler, frame, True, None)
        scheduler.point(
            Operation("acquire", ((scheduler.keep(lock), None, True),), lock, "with", lock.free)
        )
        lock._take(scheduler.current)
        scheduler.current.held += 1
        return True

    def leave_lock(self, lock: VirtualLock, frame: FrameType) -> None:
        """The end of `with lock:`."""
        # A frame of the caller's kind must call release, since release looks who called it.
        scheduler = self.scheduler
        if scheduler.over:
            return
        if LIBRARY_MARK in frame.f_globals:
            if not lock.locked_now:
                raise RuntimeError("release unlocked lock")
            lock._free()
        else:
            lock.release()

    def wait_inside(self, lock: VirtualLock, frame: FrameType, limit: float | None) -> None:
        """Block the current thread on a lock that the library took inside a public call."""
        scheduler = self.scheduler
        deadline = None if limit is None else scheduler.deadline_after(limit)
        thread = scheduler.current
        guard = lock.free
        if frame.f_code is self.condition_wait:
            own_lock_free = self.own_lock_free(frame.f_locals["self"])
            if own_lock_free is not None:

                def guard() -> bool:
                    return not lock.locked_now and own_lock_free()

        if deadline is not None:
            thread.timed_waits += 1
        # The public call it is in says what can be touched; the library's own locks are a detail.
        call = thread.calls[-1] if thread.calls else Operation("library", (), lock, "lock")
        accesses = call.accesses or ((scheduler.keep(lock), None, True),)
        if deadline is not None and scheduler.hasty:
            accesses += ((CLOCK, None, True),)
        operation = Operation("wake", accesses, call.subject, call.kind, guard, deadline)
        operation.latch = lock
        scheduler.point(operation)

    # ------------------------------------------------------------------ threads

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
            self._floor.wait_inside(self._done, sys._getframe(0), limit)


def ident_of(thread: VirtualThread) -> int:
    """The identity number of a thread."""
    return FIRST_IDENT + IDENT_STEP * thread.place


def native_id_of(thread: VirtualThread) -> int:
    """The number by which the operating system would know a thread."""
    return FIRST_NATIVE_ID + thread.place


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
        if size < 0 or 0 < size < 32_768:
            raise ValueError(f"size not valid: {size} bytes")
        floor.stack_size = size
        return former

    names: dict[str, object] = {
        "allocate_lock": allocate_lock,
        "allocate": allocate_lock,
        "LockType": floor.lock_type,
        "lock": floor.lock_type,
        "error": RuntimeError,
        "TIMEOUT_MAX": TIMEOUT_MAX,
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
    }
    names |= _joinable(floor) if sys.version_info >= (3, 13) else _sentinel(floor)
    if sys.version_info >= (3, 14):
        names["set_name"] = lambda name: None
    module.__dict__.update(names)
    return module


def _sentinel(floor: Floor) -> dict[str, object]:
    """How 3.11 and 3.12 learn that a thread has ended: it releases a lock."""

    def _set_sentinel() -> VirtualLock:
        sentinel = floor.end_lock_type()
        floor.scheduler.current.on_end.append(sentinel.release)
        return sentinel

    return {"_set_sentinel": _set_sentinel}


def _joinable(floor: Floor) -> dict[str, object]:
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
