"""Locks of the virtual `_thread`, with the error messages of the real ones."""

from __future__ import annotations

import _thread
import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any, Final, final

from threadkata.model.ending import RunOver
from threadkata.model.identities import Identities
from threadkata.model.operation import CLOCK, Access, Operation
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VirtualThread
from threadkata.model.virtual_time import deadline_after

TIMEOUT_MAX: Final = _thread.TIMEOUT_MAX

#: The name by which the globals of a module of the library tell that they are.
LIBRARY_MARK: Final = "@library"


class VirtualLock:
    """A lock of the model. To the program it is a `_thread.lock`.

    Each library has a subclass of its own (see `lock_class`), so that `threading.Lock()` needs no
    arguments.

    Attributes:
        holder: the thread that took it last, while it is taken.
        watched: whether somebody has looked at its state without waiting for it.
    """

    __slots__ = ("__weakref__", "holder", "locked_now", "watched")
    _scheduler: Scheduler
    _identities: Identities
    _waits: InnerWaits

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
        scheduler = self._scheduler
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
            kind, guard, deadline = "acquire", self.free, deadline_after(scheduler, limit)
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
            self._waits.wait(self, frame, limit)
            if self.locked_now:
                return False
        self._take(scheduler.current)
        return True

    def _take(self, thread: VirtualThread) -> None:
        if self.watched:
            self._scheduler.changed()
            self.watched = False
        self.locked_now = True
        self.holder = thread

    def release(self) -> None:
        """As `_thread.lock.release`."""
        scheduler = self._scheduler
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
        if self.watched or self.holder is not self._scheduler.current:
            # Somebody looks for it, or it was taken by another thread: a lock used as a signal.
            self._scheduler.changed()
            self.watched = False
        self.locked_now = False
        self.holder = None

    def locked(self) -> bool:
        """As `_thread.lock.locked`."""
        scheduler = self._scheduler
        if LIBRARY_MARK not in sys._getframe(1).f_globals:
            scheduler.point(
                Operation("locked", ((scheduler.keep(self), None, False),), self, "locked")
            )
            self.watched = True
        return self.locked_now

    def __enter__(self) -> bool:
        scheduler = self._scheduler
        frame = sys._getframe(1)
        if LIBRARY_MARK in frame.f_globals:
            return self._acquire_inside(scheduler, frame, True, None)
        accesses: tuple[Access, ...] = ((scheduler.keep(self), None, True),)
        scheduler.point(Operation("acquire", accesses, self, "with", self.free))
        thread = scheduler.current
        self._take(thread)
        thread.held += 1
        return True

    def __exit__(self, *exc_info: object) -> None:
        if self._scheduler.over:
            return
        if LIBRARY_MARK in sys._getframe(1).f_globals:
            if not self.locked_now:
                raise RuntimeError("release unlocked lock")
            self._free()
        else:
            self.release()

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    # What a Condition asks of its lock, if the lock has it. It does the same with those above, in
    # more steps.

    def _is_owned(self) -> bool:
        return self.locked_now

    def _release_save(self) -> None:
        if not self._scheduler.over:
            self._free()

    def _acquire_restore(self, state: None) -> None:
        self._acquire_inside(self._scheduler, sys._getframe(1), True, None)

    def _at_fork_reinit(self) -> None:
        self.locked_now = False
        self.holder = None

    def __repr__(self) -> str:
        state = "locked" if self.locked_now else "unlocked"
        return f"<{state} _thread.lock object at {self._identities.of(self):#x}>"

    def __hash__(self) -> int:
        return self._identities.of(self)

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
            return self._acquire_inside(self._scheduler, sys._getframe(1), True, None)
        self.locked_now = True
        self.holder = self._scheduler.current
        return True

    def __exit__(self, *exc_info: object) -> None:
        if not self._scheduler.over:
            self.locked_now = False
            self.holder = None


class EndLock(VirtualLock):
    """The lock by which 3.11 and 3.12 learn that a thread has ended: it is held until then."""

    __slots__ = ()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As `_thread.lock.acquire`; called by the library only."""
        if self.locked_now:
            limit = checked_timeout(blocking, timeout)
            scheduler = self._scheduler
            return self._acquire_inside(scheduler, sys._getframe(1), blocking, limit)
        self.locked_now = True
        return True

    def release(self) -> None:
        """As `_thread.lock.release`; called by the library only, and when the thread ends."""
        self.locked_now = False


@final
class InnerWaits:
    """Waits for locks that the library took inside a public call.

    Attributes:
        condition_wait: the code of `Condition.wait`, once the library is loaded. A thread that
            waits in there goes on only when it is woken *and* the condition's lock is free.
        own_lock_free: given a condition, tells whether the lock that a thread takes back at the
            end of `wait` is free.
    """

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.condition_wait: CodeType | None = None
        self.own_lock_free: Callable[[Any], Callable[[], bool] | None] = lambda condition: None

    def wait(self, lock: VirtualLock, frame: FrameType, limit: float | None) -> None:
        """Block the current thread until a lock is free.

        Arguments:
            lock: the lock.
            frame: the library's, which wants it.
            limit: the time limit in seconds, or None for none.
        """
        scheduler = self._scheduler
        deadline = None if limit is None else deadline_after(scheduler, limit)
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


def lock_class(
    base: type[VirtualLock], scheduler: Scheduler, identities: Identities, waits: InnerWaits
) -> type[VirtualLock]:
    """A class of locks that belong to one library, and look like locks of `_thread`."""
    members = {
        "__slots__": (),
        "__module__": "_thread",
        "_scheduler": scheduler,
        "_identities": identities,
        "_waits": waits,
    }
    return type("lock", (base,), members)


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
