"""Threads that have a `threading.Thread` only from the moment at which somebody asks for it.

The grader's `run` starts most threads there are, and hardly anybody looks at them as objects. What
CPython's own code does at the beginning and at the end of a Thread takes a third of a short run.
Such a thread is spared it, and moves in the same steps as any other.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, final

from threadkata.model.identities import ident_of, native_id_of
from threadkata.model.lowlevel import Floor
from threadkata.model.threads import VIRTUAL, VirtualThread, until_ended

#: Whether a thread begins in the context of whoever starts it.
_INHERITS: Final = bool(getattr(sys.flags, "thread_inherit_context", False))


@final
class LateThreads:
    """Starts and joins threads, and makes the `threading.Thread` of one that is asked for.

    Arguments:
        threading: the globals of the virtual `threading`.
        floor: the virtual `_thread` below it.
    """

    def __init__(self, threading: dict[str, Any], floor: Floor) -> None:
        self._threading = threading
        self._thread_class = threading["Thread"]
        self._floor = floor
        self._scheduler = floor.scheduler

    def untouched(self) -> bool:
        """Whether `threading.Thread` is the one that there is at the start of a run."""
        return self._threading["Thread"] is self._thread_class

    def unnoticed(self) -> bool:
        """Whether nobody can tell threads that are started now from others."""
        scheduler = self._scheduler
        return not (
            scheduler.lives_watched
            or scheduler.observer is not None
            or _INHERITS
            # Of a thread of `_thread`, only CPython's own code knows how it came about.
            or not scheduler.current.has_thread
        )

    def start(
        self, functions: Sequence[Callable[[], None]], name: Callable[[int], str], first: int
    ) -> list[VirtualThread]:
        """Start threads.

        Arguments:
            functions: what they run; each must deal with every exception but `RunOver`.
            name: given a thread's number, tells what its `threading.Thread` is called.
            first: the number of the first.
        """
        numbered = enumerate(functions, first)
        if not self.unnoticed():
            return [self._start_thread(function, name(number)) for number, function in numbered]
        spawn, make = self._scheduler.spawn, self._make
        return [
            spawn(function, make_thread=functools.partial(make, name, number))
            for number, function in numbered
        ]

    def _start_thread(self, function: Callable[[], None], name: str) -> VirtualThread:
        thread = self._thread_class(target=function, name=name)
        thread.start()
        virtual: VirtualThread = vars(thread)[VIRTUAL]
        return virtual

    def join(self, threads: Sequence[VirtualThread]) -> None:
        """Wait, in one step, until threads that the current one has started have ended."""
        scheduler = self._scheduler
        scheduler.point(until_ended(threads, threads))
        scheduler.joined(*threads)

    def _make(self, name: Callable[[int], str], number: int, virtual: VirtualThread) -> Any:
        thread = self._thread_class(
            target=virtual.function, name=name(number), daemon=virtual.daemon
        )
        vars(thread)[VIRTUAL] = virtual
        ident = thread._ident = ident_of(virtual)
        thread._native_id = native_id_of(virtual)
        thread._started.set()
        self._floor.attach(thread, virtual)
        if not virtual.ended:
            active = self._threading["_active"]
            active[ident] = thread
            virtual.on_end.append(functools.partial(active.pop, ident, None))
        return thread

    def active(self) -> dict[int, Any]:
        """A `threading._active` without entries yet, in which all that live are found."""
        return _Active(self)

    def with_ident(self, ident: int) -> Any:
        """The `threading.Thread` of this identity number. Raises KeyError when none lives."""
        for virtual in self._scheduler.threads:
            if ident_of(virtual) == ident and not virtual.ended and virtual.has_thread:
                return virtual.thread
        raise KeyError(ident)


@final
class _Active(dict[int, Any]):
    """`threading._active`, where `threading` looks for the Thread of an identity number."""

    __slots__ = ("_late",)

    def __init__(self, late: LateThreads) -> None:
        self._late = late

    def __missing__(self, ident: int) -> Any:
        return self._late.with_ident(ident)
