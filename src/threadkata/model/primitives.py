"""The public calls on primitives: each is one step, and announces itself.

CPython's own classes are left as they are but for a thin cover on each public method: called from
outside the library, it first announces the call as one operation on that object. Called from
inside, by another primitive, it is a detail of that one's call and goes unannounced.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import CodeType, FrameType, FunctionType
from typing import Any

from threadkata.model import primitive_calls as calls
from threadkata.model.locks import LIBRARY_MARK, VirtualLock
from threadkata.model.lowlevel import Floor, next_child
from threadkata.model.operation import Access, Operation
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VIRTUAL, thread_state
from threadkata.model.values import is_one

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

    def cover(owner: Any, name: str, describe: calls.Describe) -> None:
        original = vars(owner)[name] if isinstance(owner, type) else owner[name]
        covered = announced(original, describe, floor.scheduler, clients)
        if isinstance(owner, type):
            setattr(owner, name, covered)
        else:
            owner[name] = covered

    for name in ("acquire", "__enter__"):
        cover(rlock_class, name, calls.acquire_rlock)
        cover(namespace["Semaphore"], name, calls.acquire_semaphore)
    for name in ("release", "__exit__"):
        cover(rlock_class, name, calls.write("release"))
        cover(namespace["Semaphore"], name, calls.write("release permit"))
    if "locked" in vars(rlock_class):
        cover(rlock_class, "locked", calls.read("read"))
    cover(namespace["BoundedSemaphore"], "release", calls.write("release permit"))
    cover(condition_class, "__enter__", functools.partial(calls.enter_condition, rlock_class))
    cover(condition_class, "__exit__", functools.partial(calls.exit_condition, rlock_class))
    cover(condition_class, "wait", calls.wait)
    for name in ("notify", "notify_all"):
        cover(condition_class, name, functools.partial(calls.notify, name))
    event = namespace["Event"]
    cover(event, "is_set", calls.read("read"))
    # The order in which threads wait for an event is of no account: all are woken.
    cover(event, "wait", calls.read("wait"))
    cover(event, "set", calls.write("set"))
    cover(event, "clear", calls.write("clear"))
    barrier = namespace["Barrier"]
    cover(barrier, "wait", calls.write("barrier"))
    cover(barrier, "reset", calls.write("reset"))
    cover(barrier, "abort", calls.write("abort"))
    cover(thread_class, "is_alive", calls.is_alive)
    cover(namespace["Timer"], "cancel", calls.cancel)
    for name in ("enumerate", "active_count"):
        cover(namespace, name, calls.who_lives)

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
        virtual = calls.virtual_thread(scheduler, self)
        if virtual is not None and calls.started_elsewhere(scheduler, virtual):
            # To join a thread that somebody else has not started yet is an error.
            scheduler.watch_lives()
            started: Access = (scheduler.keep(self), "started", False)
            scheduler.point(Operation("join", (started,), self, "join"))
        operation = scheduler.point(calls.join(scheduler, self, virtual, timeout))
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

    def cover(owner: type, name: str, describe: calls.Describe) -> None:
        if name in vars(owner):
            covered = announced(vars(owner)[name], describe, floor.scheduler, clients)
            setattr(owner, name, covered)

    queue = namespace["Queue"]
    for name in ("put", "get"):
        cover(queue, name, functools.partial(calls.queue_call, plain, name))
    for name in ("put_nowait", "get_nowait", "task_done", "join", "shutdown"):
        cover(queue, name, calls.write(name))
    for name in ("qsize", "empty", "full"):
        cover(queue, name, calls.read("read"))
        cover(namespace["_PySimpleQueue"], name, calls.read("read"))
    for name in ("put", "get", "put_nowait", "get_nowait"):
        describe = calls.simple_get if name == "get" else calls.write(name)
        cover(namespace["_PySimpleQueue"], name, describe)


def announced(
    function: FunctionType,
    describe: calls.Describe,
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
