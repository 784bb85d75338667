"""The points themselves, and calls of code that is not ours, which may call back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Final, final

from threadkata.model.frames import HOOKS_FOLDER
from threadkata.model.operation import Access, Operation, writes
from threadkata.model.scheduler import Scheduler


@final
class Announcer:
    """Announces to the scheduler what the current thread does next.

    Attributes:
        reads: what was announced before is announced again as it was, by the identity of the
            object and the name: to find it out anew takes as long as all the rest of a point.
        writes: likewise.
    """

    __slots__ = ("_scheduler", "reads", "writes")

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.reads: Final[dict[tuple[int, str], Operation]] = {}
        self.writes: Final[dict[tuple[int, str], Operation]] = {}

    def begin_run(self) -> None:
        """Forget the last run."""
        self.reads.clear()
        self.writes.clear()

    def point(
        self,
        kind: str,
        accesses: tuple[Access, ...],
        subject: object,
        name: str,
        again: Callable[[], tuple[Access, ...]] | None = None,
    ) -> tuple[Access, ...]:
        """Announce an operation; see `Operation`.

        Returns what it touches when its turn has come.
        """
        scheduler = self._scheduler
        operation = Operation(kind, accesses, subject, name)
        operation.again = again
        accesses = scheduler.point(operation).accesses
        if writes(accesses):
            scheduler.changed()
        return accesses

    def perform(
        self,
        kind: str,
        find: Callable[[], tuple[Access, ...]],
        subject: object,
        name: str,
        function: Any,
        /,
        *args: Any,
    ) -> Any:
        """Do what touches the places that `find` tells, and may call the program's code.

        Arguments:
            kind: see `Operation`.
            find: tells the places, now or when they may be others.
            subject: see `Operation`.
            name: see `Operation`.
            function: does it; it is not ours.
            args: what the function is given.
        """
        accesses = find()
        if not accesses:
            return function(*args)
        accesses = self.point(kind, accesses, subject, name, find)
        return self.inside_call(accesses, function, *args)

    def inside_call(
        self, accesses: tuple[Access, ...], function: Any, /, *args: Any, **kwargs: Any
    ) -> Any:
        """Call code that is not ours, and may call back ours, in between what it does itself."""
        calls = self._scheduler.current.foreign
        if calls:
            around = calls[-1]
            accesses = around + tuple(access for access in accesses if access not in around)
        calls.append(accesses)
        try:
            return function(*args, **kwargs)
        finally:
            calls.pop()

    def returned(self, value: Any = None) -> Any:
        """Called right before a function returns `value`.

        If code that is not ours has called it, that goes on afterwards, and others may move before.
        """
        calls = self._scheduler.current.foreign
        if calls and calls[-1] and not self._scheduler.alone:
            caller = sys._getframe(2)
            if caller.f_code is _INSIDE_CALL or not self._is_known(caller):
                self._scheduler.point(Operation("read", (), None, ""))
        return value

    def yielded(self, value: Any = None) -> Any:
        """Called right before a generator yields `value`, and when it begins.

        The same goes for whoever takes it. Besides, meanwhile nobody else can run the generator.
        """
        calls = self._scheduler.current.foreign
        if calls and calls[-1] and not self._scheduler.alone:
            self._scheduler.point(Operation("read", (), None, ""))
        return value

    def _is_known(self, frame: FrameType) -> bool:
        """Whether a frame is of the program or of the hooks."""
        path = frame.f_code.co_filename
        return path in self._scheduler.own_files or path.startswith(HOOKS_FOLDER)


#: The code of the function in which code that is not ours is called.
_INSIDE_CALL: Final = Announcer.inside_call.__code__
