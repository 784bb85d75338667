"""The public calls on primitives: each is one step, and this says what it touches.

CPython's own classes are left as they are but for a thin cover on each public method: called from
outside the library, it first announces the call as one operation on that object. Called from
inside, by another primitive, it is a detail of that one's call and goes unannounced.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import CodeType, FrameType, FunctionType
from typing import Any, TypeAlias

from threadkata.model.inner import OWNER
from threadkata.model.locks import LIBRARY_MARK, VirtualLock
from threadkata.model.lowlevel import Floor, next_child
from threadkata.model.operation import THREADS, Access, Operation
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VIRTUAL, VirtualThread, thread_state, until_ended
from threadkata.model.values import is_one

Describe: TypeAlias = Callable[[Scheduler, tuple[Any, ...], dict[str, Any]], Operation | None]

#: Kinds of operation that leave no trace in what a polling loop could see.
QUIET = frozenset({"acquire", "release", "read", "wait", "barrier", "take permit"})


def cover_threading(namespace: dict[str, Any], floor: Floor) -> None:
    """Cover the public calls of a freshly executed `threading`.

    Arguments:
        namespace: the module's globals.
        floor: the virtual `_thread` below it.
    """
    condition_class, rlock_class = namespace["Condition"], namespace["_RLock"]
    wait_for: CodeType = condition_class.wait_for.__code__
    clients = frozenset({wait_for, namespace["Timer"].run.__code__})
    floor.waits.condition_wait = condition_class.wait.__code__
    floor.waits.own_lock_free = functools.partial(own_lock_free, rlock_class)
    thread_class = namespace["Thread"]
    bootstrap = thread_class._bootstrap

    def thread_of(function: Any) -> Any:
        return function.__self__ if getattr(function, "__func__", None) is bootstrap else None

    floor.bootstrap = thread_of

    def cover(owner: Any, name: str, describe: Describe) -> None:
        original = vars(owner)[name] if isinstance(owner, type) else owner[name]
        covered = announced(original, describe, floor.scheduler, clients)
        if isinstance(owner, type):
            setattr(owner, name, covered)
        else:
            owner[name] = covered

    for name in ("acquire", "__enter__"):
        cover(rlock_class, name, _acquire_rlock)
        cover(namespace["Semaphore"], name, _acquire_semaphore)
    for name in ("release", "__exit__"):
        cover(rlock_class, name, _write("release"))
        cover(namespace["Semaphore"], name, _write("release permit"))
    if "locked" in vars(rlock_class):
        cover(rlock_class, "locked", _read("read"))
    cover(namespace["BoundedSemaphore"], "release", _write("release permit"))
    cover(condition_class, "__enter__", functools.partial(_enter_condition, rlock_class))
    cover(condition_class, "__exit__", functools.partial(_exit_condition, rlock_class))
    cover(condition_class, "wait", _wait)
    for name in ("notify", "notify_all"):
        cover(condition_class, name, functools.partial(_notify, name))
    event = namespace["Event"]
    cover(event, "is_set", _read("read"))
    # The order in which threads wait for an event is of no account: all are woken.
    cover(event, "wait", _read("wait"))
    cover(event, "set", _write("set"))
    cover(event, "clear", _write("clear"))
    barrier = namespace["Barrier"]
    cover(barrier, "wait", _write("barrier"))
    cover(barrier, "reset", _write("reset"))
    cover(barrier, "abort", _write("abort"))
    cover(thread_class, "is_alive", _is_alive)
    cover(namespace["Timer"], "cancel", _cancel)
    for name in ("enumerate", "active_count"):
        cover(namespace, name, _who_lives)

    _cover_lives(thread_class, floor)


def _cover_lives(thread_class: Any, floor: Floor) -> None:
    """Cover what begins, ends and awaits the life of a thread.

    Written out, because each is done for each thread of each run.
    """
    scheduler = floor.scheduler
    start, join, delete = thread_class.start, thread_class.join, thread_class._delete

    @functools.wraps(start)
    def announced_start(self: Any) -> None:
        if VIRTUAL in vars(self):
            # Of two who start the same thread the second is told off.
            scheduler.watch_lives()
        if scheduler.lives_watched and LIBRARY_MARK not in sys._getframe(1).f_globals:
            accesses = ((scheduler.keep(self), "started", True), next_child(scheduler))
            scheduler.point(Operation("start", accesses, self, "start"))
            scheduler.changed()
        start(self)

    @functools.wraps(join)
    def announced_join(self: Any, timeout: float | None = None) -> None:
        if LIBRARY_MARK in sys._getframe(1).f_globals:
            join(self, timeout)
            return
        thread = scheduler.current
        virtual = virtual_thread(scheduler, self)
        if virtual is not None and started_elsewhere(scheduler, virtual):
            # To join a thread that somebody else has not started yet is an error.
            scheduler.watch_lives()
            started: Access = (scheduler.keep(self), "started", False)
            scheduler.point(Operation("join", (started,), self, "join"))
        operation = scheduler.point(_join(scheduler, self, virtual, timeout))
        thread.calls.append(operation)
        try:
            join(self, timeout)
        finally:
            thread.calls.pop()
        if virtual is not None and virtual.ended:
            scheduler.joined(virtual)

    def announced_delete(self: Any) -> None:
        if scheduler.lives_watched:
            scheduler.point(Operation("end", (thread_state(scheduler.current),), self, "end"))
        scheduler.changed()
        delete(self)

    thread_class.start = announced_start
    thread_class.join = announced_join
    thread_class._delete = announced_delete
    for covered in (announced_start, announced_join):
        covered.__covered__ = True  # type: ignore[attr-defined]


def cover_queue(namespace: dict[str, Any], floor: Floor) -> None:
    """Cover the public calls of a freshly executed `queue`."""
    clients: frozenset[CodeType] = frozenset()
    plain = (namespace["Queue"], namespace["LifoQueue"], namespace["PriorityQueue"])

    def cover(owner: type, name: str, describe: Describe) -> None:
        if name in vars(owner):
            covered = announced(vars(owner)[name], describe, floor.scheduler, clients)
            setattr(owner, name, covered)

    queue = namespace["Queue"]
    for name in ("put", "get"):
        cover(queue, name, functools.partial(_queue_call, plain, name))
    for name in ("put_nowait", "get_nowait", "task_done", "join", "shutdown"):
        cover(queue, name, _write(name))
    for name in ("qsize", "empty", "full"):
        cover(queue, name, _read("read"))
        cover(namespace["_PySimpleQueue"], name, _read("read"))
    for name in ("put", "get", "put_nowait", "get_nowait"):
        describe = _simple_get if name == "get" else _write(name)
        cover(namespace["_PySimpleQueue"], name, describe)


def announced(
    function: FunctionType,
    describe: Describe,
    scheduler: Scheduler,
    clients: frozenset[CodeType],
) -> Callable[..., Any]:
    """`function`, which announces itself when it is called from outside the library.

    Arguments:
        function: a method or function of the library.
        describe: makes the operation from the scheduler and the arguments, or None for none.
        scheduler: of the runs that the library is used in.
        clients: library code that counts as outside: what runs the learner's own code.
    """

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)
        if LIBRARY_MARK in frame.f_globals and (frame.f_code not in clients or _for_itself(frame)):
            return function(*args, **kwargs)
        described = describe(scheduler, args, kwargs)
        if described is None:
            return function(*args, **kwargs)
        operation = scheduler.point(described)
        thread = scheduler.current
        if operation.kind not in QUIET:
            scheduler.changed()
        thread.calls.append(operation)
        thread.foreign.append(operation.accesses)
        try:
            result = function(*args, **kwargs)
        except RuntimeError as error:
            if type(error) is RuntimeError:
                # It asked for what cannot be, and has changed nothing.
                operation.kind = f"failed {operation.kind}"
            raise
        finally:
            thread.calls.pop()
            thread.foreign.pop()
        if operation.kind == "acquire":
            thread.held += result is not False
        elif operation.kind == "take permit":
            if result is not False:
                scheduler.changed()
        elif operation.kind == "release":
            scheduler.released(thread)
        return result

    call.__covered__ = True  # type: ignore[attr-defined]
    return call


def _for_itself(frame: FrameType) -> bool:
    """Whether library code that counts as outside was itself called by the library.

    `wait_for` is such code: a Barrier uses it on a condition of its own.
    """
    caller = frame.f_back
    return caller is not None and LIBRARY_MARK in caller.f_globals and _is_wait_for(frame)


def _is_wait_for(frame: FrameType) -> bool:
    return frame.f_code.co_name == "wait_for"


def own_lock_free(rlock_class: type, condition: Any) -> Callable[[], bool] | None:
    """Tells whether the lock of a condition could be taken back; None for a lock we do not know."""
    lock: Any = condition._lock
    if is_one(lock, rlock_class):
        lock = getattr(lock, "_block", None)
    free: Callable[[], bool] | None = lock.free if is_one(lock, VirtualLock) else None
    return free


# ---------------------------------------------------------------------- what each call touches


def _write(kind: str) -> Describe:
    def describe(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
        return Operation(kind, ((scheduler.keep(args[0]), None, True),), args[0], kind)

    return describe


def _cancel(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
    # What a Timer waits for is an event of its own.
    event = args[0].finished
    return Operation("set", ((scheduler.keep(event), None, True),), args[0], "cancel")


def _read(kind: str) -> Describe:
    def describe(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
        return Operation(kind, ((scheduler.keep(args[0]), None, False),), args[0], kind)

    return describe


def _without_limit(args: tuple[Any, ...], kwargs: dict[str, Any], forever: object) -> bool:
    """Whether `acquire(blocking, timeout)`, or `get`, was called so that it may wait for ever."""
    blocking = args[1] if len(args) > 1 else kwargs.get("blocking", kwargs.get("block", True))
    timeout = args[2] if len(args) > 2 else kwargs.get("timeout", forever)
    return bool(blocking) and bool(timeout == forever)


def _acquire_rlock(
    scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Operation:
    lock = args[0]
    guard = None
    if _without_limit(args, kwargs, -1):
        block: VirtualLock = lock._block
        me = scheduler.current

        def guard() -> bool:
            return not block.locked_now or block.holder is me

    return Operation("acquire", ((scheduler.keep(lock), None, True),), lock, "acquire", guard)


def _acquire_semaphore(
    scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Operation:
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
            guard = _acquire_rlock(scheduler, (lock,), {}).guard
    else:
        return None
    accesses = ((scheduler.keep(lock), None, True), *_owner(scheduler, condition))
    return Operation(kind, accesses, condition, "with", guard)


def _owner(scheduler: Scheduler, condition: Any) -> tuple[Access, ...]:
    """What else an operation on a condition touches, if it is a part of another primitive."""
    owner = vars(condition).get(OWNER)
    return () if owner is None else ((scheduler.keep(owner), None, True),)


def _enter_condition(
    rlock_class: type, scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Operation | None:
    return _lock_operation(rlock_class, scheduler, args[0], "acquire")


def _exit_condition(
    rlock_class: type, scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Operation | None:
    return _lock_operation(rlock_class, scheduler, args[0], "release")


def _notify(
    name: str, scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Operation:
    condition = args[0]
    lock = condition._lock
    accesses = ((scheduler.keep(condition), None, True), *_owner(scheduler, condition))
    if is_one(lock, VirtualLock):
        # It fails unless somebody, no matter who, holds the lock; and anybody may free it.
        accesses += ((scheduler.keep(lock), None, False),)
    return Operation("notify", accesses, condition, name)


def _wait(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
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


def _join(
    scheduler: Scheduler, thread: Any, virtual: VirtualThread | None, timeout: float | None
) -> Operation:
    if virtual is None:
        started: Access = (scheduler.keep(thread), "started", False)
        operation = Operation("join", (started,), thread, "join")
    elif timeout is None and virtual is not scheduler.current:
        return until_ended((virtual,), thread)
    else:
        operation = Operation("join", ((THREADS, virtual.path, False),), thread, "join")
    scheduler.watch_lives()
    return operation


def _who_lives(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
    scheduler.watch_lives()
    return Operation("read", ((THREADS, None, False),), None)


def _is_alive(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
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


def _simple_get(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
    queue = args[0]
    guard = None
    if _without_limit(args, kwargs, None):

        def guard() -> bool:
            return bool(queue._count._value > 0)

    return Operation("get", ((scheduler.keep(queue), None, True),), queue, "get", guard)


def _queue_call(
    plain: tuple[type, ...],
    name: str,
    scheduler: Scheduler,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Operation:
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
