"""The public calls on executors and futures: each is one step.

`concurrent.futures` is built on locks, conditions and queues. A call on a future or on several is
announced as one operation, and so are `submit` and each `next` of `as_completed`. What it calls
back, such as a future's callbacks, keeps its own points. The rest, a worker above all, is executed
like a program, with each operation announced.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType
from typing import Any, Final

from threadkata.model.inner import with_globals
from threadkata.model.locks import LIBRARY_MARK
from threadkata.model.lowlevel import Floor, next_child
from threadkata.model.operation import Access, Operation
from threadkata.model.primitive_calls import Describe
from threadkata.model.primitives import announced
from threadkata.model.scheduler import Scheduler

#: The base under which futures end, for whoever waits for the first of several.
FUTURES: Final = "futures"


def cover_futures(namespace: dict[str, Any], floor: Floor) -> None:
    """Cover the calls on futures, in a freshly executed `concurrent.futures._base`.

    Arguments:
        namespace: the module's globals.
        floor: the virtual `_thread` below it.
    """
    future = namespace["Future"]
    over = frozenset({namespace[name] for name in ("CANCELLED", "FINISHED")})
    over |= {namespace["CANCELLED_AND_NOTIFIED"]}
    mapping: CodeType = namespace["Executor"].map.__code__
    clients = {mapping, namespace["_result_or_cancel"].__code__}
    clients.update(part for part in mapping.co_consts if isinstance(part, CodeType))

    def cover(name: str, describe: Describe) -> None:
        covered = announced(vars(future)[name], describe, floor.scheduler, frozenset(clients))
        setattr(future, name, covered)

    for name in ("set_running_or_notify_cancel", "set_result", "set_exception", "cancel"):
        cover(name, _end(name))
    cover("add_done_callback", _call("add_done_callback", write=True))
    for name in ("cancelled", "running", "done"):
        cover(name, _call("read", write=False))
    for name in ("result", "exception"):
        cover(name, functools.partial(_wait_for_one, over))
    namespace["wait"] = _wait_for_several(namespace["wait"], floor.scheduler)
    namespace["as_completed"] = _one_by_one(namespace["as_completed"], floor.scheduler)
    # In sets, and sorted by their numbers, futures come in the same order in every process.
    namespace["id"] = floor.identities.of
    future.__hash__ = lambda self: floor.identities.of(self)


def cover_executor(namespace: dict[str, Any], floor: Floor) -> None:
    """Cover `submit`, in a freshly executed `concurrent.futures.thread`.

    Arguments:
        namespace: the module's globals.
        floor: the virtual `_thread` below it.
    """
    executor = namespace["ThreadPoolExecutor"]
    # What `submit` calls to start a thread, if need be.
    executor._adjust_thread_count = _inside(executor._adjust_thread_count)
    submit = _inside(executor.submit)
    executor.submit = announced(submit, _submit, floor.scheduler, frozenset())


def _inside(function: FunctionType) -> FunctionType:
    """`function` as code of the library, whose operations are details of the call it is in."""
    # Nothing among the module's globals is bound again before the process ends: a copy will do.
    return with_globals(function, **{LIBRARY_MARK: True})


def _call(kind: str, *, write: bool) -> Describe:
    def describe(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
        return Operation(kind, ((scheduler.keep(args[0]), None, write),), args[0], kind)

    return describe


def _end(kind: str) -> Describe:
    def describe(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
        accesses: tuple[Access, ...] = ((scheduler.keep(args[0]), None, True),)
        if scheduler.futures_watched:
            accesses += ((FUTURES, None, True),)
        return Operation(kind, accesses, args[0], kind)

    return describe


def _wait_for_one(
    over: frozenset[str], scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Operation:
    future = args[0]
    guard = None
    if (args[1] if len(args) > 1 else kwargs.get("timeout")) is None:
        # Whoever has to wait may as well come later.
        def guard() -> bool:
            return future._state in over

    return Operation("wait", ((scheduler.keep(future), None, False),), future, "result", guard)


def _several(scheduler: Scheduler, futures: Iterable[Any], kind: str) -> Operation:
    scheduler.watch_futures()
    accesses = tuple((scheduler.keep(future), None, False) for future in futures)
    return Operation(kind, ((FUTURES, None, True), *accesses), None, kind)


def _wait_for_several(wait: FunctionType, scheduler: Scheduler) -> Any:
    def describe(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
        return _several(scheduler, args[0], "wait")

    covered = announced(wait, describe, scheduler, frozenset())

    @functools.wraps(wait)
    def announced_wait(fs: Iterable[Any], *args: Any, **kwargs: Any) -> Any:
        return covered(list(fs), *args, **kwargs)

    announced_wait.__covered__ = True  # type: ignore[attr-defined]
    return announced_wait


def _one_by_one(as_completed: FunctionType, scheduler: Scheduler) -> Any:
    def describe(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
        return _several(scheduler, args[1], "wait")

    def step(inner: Iterator[Any], futures: list[Any]) -> Any:
        return next(inner, None)

    covered = announced(step, describe, scheduler, frozenset())  # type: ignore[arg-type]

    @functools.wraps(as_completed)
    def announced_as_completed(fs: Iterable[Any], timeout: float | None = None) -> Iterator[Any]:
        futures = list(fs)
        inner = as_completed(futures, timeout)
        while (future := covered(inner, futures)) is not None:
            yield future

    announced_as_completed.__covered__ = True  # type: ignore[attr-defined]
    return announced_as_completed


def _submit(scheduler: Scheduler, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Operation:
    executor = args[0]
    parts = (
        executor,
        executor._shutdown_lock,
        executor._work_queue,
        executor._idle_semaphore,
    )
    accesses: tuple[Access, ...] = tuple((scheduler.keep(part), None, True) for part in parts)
    if scheduler.lives_watched:
        accesses += (next_child(scheduler),)
    return Operation("submit", accesses, executor, "submit")
