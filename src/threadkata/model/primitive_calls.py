"""What a public call on a primitive touches, and for what it has to wait.

Each function here makes the operation as which a call is announced, from the scheduler and the
arguments of the call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from threadkata.model.inner import OWNER
from threadkata.model.locks import VirtualLock
from threadkata.model.operation import THREADS, Access, Operation
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VIRTUAL, VirtualThread, until_ended
from threadkata.model.values import is_one

Describe: TypeAlias = Callable[[Scheduler, tuple[Any, ...], dict[str, Any]], Operation | None]


def write(kind: str) -> Describe:
    """A call that may change the primitive, and never has to wait where it begins."""

    def describe(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
        return Operation(kind, ((scheduler.keep(args[0]), None, True),), args[0], kind)

    return describe


def cancel(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
    """`Timer.cancel`."""
    # What a Timer waits for is an event of its own.
    event = args[0].finished
    return Operation("set", ((scheduler.keep(event), None, True),), args[0], "cancel")


def read(kind: str) -> Describe:
    """A call that looks at the primitive and leaves it as it is."""

    def describe(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
        return Operation(kind, ((scheduler.keep(args[0]), None, False),), args[0], kind)

    return describe


def _without_limit(args: tuple[Any, ...], kwargs: dict[str, Any], forever: object) -> bool:
    """Whether `acquire(blocking, timeout)`, or `get`, was called so that it may wait for ever."""
    blocking = args[1] if len(args) > 1 else kwargs.get("blocking", kwargs.get("block", True))
    timeout = args[2] if len(args) > 2 else kwargs.get("timeout", forever)
    return bool(blocking) and bool(timeout == forever)


def acquire_rlock(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
    """`RLock.acquire`, or `with`: without a limit, only a free lock or one's own can be taken."""
    lock = args[0]
    guard = None
    if _without_limit(args, kwargs, -1):
        block: VirtualLock = lock._block
        me = scheduler.current

        def guard() -> bool:
            return not block.locked_now or block.holder is me

    return Operation("acquire", ((scheduler.keep(lock), None, True),), lock, "acquire", guard)


def acquire_semaphore(
    scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Operation:
    """`Semaphore.acquire`, or `with`: without a limit, there must be a permit."""
    semaphore = args[0]
    guard = None
    if _without_limit(args, kwargs, None):
        # A thread that comes when there is no permit and one that comes when there is one again
        # cannot be told apart, so one that has to wait may as well come later.
        def guard() -> bool:
            return bool(semaphore._value > 0)

    accesses = ((scheduler.keep(semaphore), None, True),)
    return Operation("take permit", accesses, semaphore, "acquire", guard)


def _lock_operation(
    rlock_class: type, scheduler: Scheduler, condition: Any, kind: str
) -> Operation | None:
    lock = condition._lock
    guard = None
    if is_one(lock, VirtualLock):
        if kind == "acquire":
            guard = lock.free
    elif type(lock) is rlock_class:
        if kind == "acquire":
            guard = acquire_rlock(scheduler, (lock,), {}).guard
    else:
        return None
    accesses = ((scheduler.keep(lock), None, True), *_owner(scheduler, condition))
    return Operation(kind, accesses, condition, "with", guard)


def _owner(scheduler: Scheduler, condition: Any) -> tuple[Access, ...]:
    """What else an operation on a condition touches, if it is a part of another primitive."""
    owner = vars(condition).get(OWNER)
    return () if owner is None else ((scheduler.keep(owner), None, True),)


def enter_condition(
    rlock_class: type, scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Operation | None:
    """`with condition`: the lock is taken; None if the lock announces that itself."""
    return _lock_operation(rlock_class, scheduler, args[0], "acquire")


def exit_condition(
    rlock_class: type, scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Operation | None:
    """The end of `with condition`: the lock is let go of."""
    return _lock_operation(rlock_class, scheduler, args[0], "release")


def notify(
    name: str, scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Operation:
    """`Condition.notify`, or `notify_all`."""
    condition = args[0]
    lock = condition._lock
    accesses = ((scheduler.keep(condition), None, True), *_owner(scheduler, condition))
    if is_one(lock, VirtualLock):
        # It fails unless somebody, no matter who, holds the lock; and anybody may free it.
        accesses += ((scheduler.keep(lock), None, False),)
    return Operation("notify", accesses, condition, name)


def wait(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
    """`Condition.wait`, up to where the thread falls asleep."""
    condition = args[0]
    accesses = (
        (scheduler.keep(condition), None, True),
        (scheduler.keep(condition._lock), None, True),
        *_owner(scheduler, condition),
    )
    return Operation("wait", accesses, condition, "wait")


def virtual_thread(scheduler: Scheduler, thread: Any) -> VirtualThread | None:
    """The virtual thread that runs `thread`, or None if there is none yet."""
    virtual: VirtualThread | None = vars(thread).get(VIRTUAL)
    if virtual is None and thread is scheduler.threads[0].thread:
        return scheduler.threads[0]
    return virtual


def started_elsewhere(scheduler: Scheduler, virtual: VirtualThread) -> bool:
    """Whether neither the current thread has started that thread, nor it is the one."""
    return virtual.creator not in (None, scheduler.current) and virtual is not scheduler.current


def join(
    scheduler: Scheduler, thread: Any, virtual: VirtualThread | None, timeout: float | None
) -> Operation:
    """`Thread.join`."""
    if virtual is None:
        started: Access = (scheduler.keep(thread), "started", False)
        operation = Operation("join", (started,), thread, "join")
    elif timeout is None and virtual is not scheduler.current:
        return until_ended((virtual,), thread)
    else:
        operation = Operation("join", ((THREADS, virtual.path, False),), thread, "join")
    scheduler.watch_lives()
    return operation


def who_lives(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
    """`enumerate` and `active_count`."""
    scheduler.watch_lives()
    return Operation("read", ((THREADS, None, False),), None)


def is_alive(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
    """`Thread.is_alive`."""
    scheduler.watch_lives()
    thread = args[0]
    virtual = virtual_thread(scheduler, thread)
    accesses: tuple[Access, ...]
    if virtual is not None:
        accesses = ((THREADS, virtual.path, False),)
    else:
        # It may have been started, and have ended, before the look is taken; whose child it will be
        # is not known yet.
        accesses = ((scheduler.keep(thread), "started", False), (THREADS, None, False))
    return Operation("read", accesses, thread, "is_alive")


def simple_get(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
    """`SimpleQueue.get`: without a limit, there must be an item."""
    queue = args[0]
    guard = None
    if _without_limit(args, kwargs, None):

        def guard() -> bool:
            return bool(queue._count._value > 0)

    return Operation("get", ((scheduler.keep(queue), None, True),), queue, "get", guard)


def queue_call(
    plain: tuple[type, ...],
    name: str,
    scheduler: Scheduler,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Operation:
    """`Queue.put` and `get`: without a limit, there must be room, or an item."""
    queue = args[0]
    rest = args[2:] if name == "put" else args[1:]
    block = rest[0] if rest else kwargs.get("block", True)
    timeout = rest[1] if len(rest) > 1 else kwargs.get("timeout")
    guard = None
    if type(queue) in plain and block and timeout is None:
        # As with a semaphore: whoever has to wait may as well come later.
        def guard() -> bool:
            if getattr(queue, "is_shutdown", False):
                return True
            if name == "get":
                return bool(queue._qsize() > 0)
            return bool(queue.maxsize <= 0 or queue._qsize() < queue.maxsize)

    return Operation(name, ((scheduler.keep(queue), None, True),), queue, name, guard)
