"""Writes down what happens in one run.

Done only for the run that is reported: looking at frames is dear.
"""

from __future__ import annotations

import inspect
import sys
from types import CodeType, FrameType
from typing import Any, Final, final

from threadkata.model.glance import must_wait
from threadkata.model.locks import VirtualLock
from threadkata.model.operation import Operation
from threadkata.model.place import Place, Places, label_of, line_at
from threadkata.model.scheduler import Scheduler
from threadkata.model.subjects import (
    flag_of,
    found_by,
    holder_of,
    lock_of,
    names_of,
    part_of,
    peek,
    type_name,
)
from threadkata.model.threads import VirtualThread
from threadkata.model.trace import Event, Held, Trace, Waiting
from threadkata.model.values import (
    ERROR_WIDTH,
    attributes_of,
    name_of_class,
    shown,
)
from threadkata.model.wait_test import WaitTest, wait_test

#: Operations that have to do with a lock, or with the lock of a condition.
_ON_LOCKS: Final = frozenset({"acquire", "release", "try", "wait", "wake", "notify", "locked"})
#: The calls that a thread is in, outermost first: the code of each, and where in it.
Stack = tuple[tuple[CodeType, int], ...]


@final
class Recorder:
    """Watches a run and makes its trace."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._where = Places()
        self._places: dict[VirtualThread, Place | None] = {}
        self._events: list[Event] = []
        self._numbers: dict[int, int] = {}
        self._subjects: list[object] = []
        self._unsettled: tuple[Any, str] | None = None
        self._last: Operation | None = None
        self._died: dict[VirtualThread, str] = {}
        # For each lock that a thread sleeps on inside a primitive: the lock, and the thread.
        self._sleepers: dict[int, tuple[VirtualLock, VirtualThread]] = {}
        self._notified: list[tuple[VirtualLock, VirtualThread]] = []
        self._locks: dict[int, VirtualLock] = {}
        self._stacks: dict[VirtualThread, Stack] = {}
        # For each thread that waits with a Condition, the call in which it does. Of calls that go
        # on nothing is kept: what they hold would live longer than when nobody watches.
        self._waits: dict[VirtualThread, FrameType] = {}
        # For each call of a function, by the identity of its frame: its code, the instruction at
        # which it said that it begins, and its number. Another call may have the frame afterwards.
        self._calls: dict[int, tuple[CodeType, int, int]] = {}
        self._entered = 0
        # For each thread, the number of the call in which it stands.
        self._call: dict[VirtualThread, int] = {}
        # For each of those that sleep, why they do, and since which event they need not.
        self._asleep: dict[VirtualThread, tuple[WaitTest, FrameType, int | None]] = {}
        # For each lock that is held: by whom, and the event and the calls in which it was taken.
        self._taken: dict[int, tuple[VirtualThread, Event, Stack]] = {}
        # The same of locks that are free while a thread waits, and that it will take back.
        self._lent: dict[tuple[int, VirtualThread], tuple[VirtualThread, Event, Stack]] = {}

    # ------------------------------------------------------------------ watching

    def announced(self, thread: VirtualThread, operation: Operation) -> None:
        """See `Observer`."""
        self._settle()
        own_files = self._scheduler.own_files
        frame: FrameType | None = sys._getframe(2)
        frames = []
        while frame is not None:
            if frame.f_code.co_filename in own_files:
                frames.append(frame)
            frame = frame.f_back
        self._places[thread] = self._where.of(frames[0], operation.subject) if frames else None
        self._call[thread] = self._number_of_call(frames[0]) if frames else 0
        self._stacks[thread] = tuple((f.f_code, f.f_lasti) for f in reversed(frames))
        if frames and operation.kind in ("wait", "wake"):
            self._waits[thread] = frames[0]
        if isinstance(operation.latch, VirtualLock):
            self._sleepers[id(operation.latch)] = (operation.latch, thread)

    def entered(self, frame: FrameType) -> None:
        """See `Observer`."""
        code, begins, _ = self._calls.get(id(frame), (None, 0, 0))
        if code is not frame.f_code or begins == frame.f_lasti:
            self._entered += 1
            self._calls[id(frame)] = (frame.f_code, frame.f_lasti, self._entered)

    def _number_of_call(self, frame: FrameType) -> int:
        known = self._calls.get(id(frame))
        return known[2] if known is not None and known[0] is frame.f_code else 0

    def moved(self, thread: VirtualThread, operation: Operation) -> None:
        """See `Observer`."""
        self._settle()
        expired = operation.guard is not None and not operation.guard()
        event = self._event(thread, operation, expired and operation.deadline is not None)
        if operation.kind != "wait":
            self._waits.pop(thread, None)
            self._asleep.pop(thread, None)
        elif (known := self._wait_test(thread, operation)) is not None:
            self._asleep[thread] = (*known, None)
        if operation.kind == "read":
            event = event._replace(value=peek(operation.subject, operation.name))
        if operation.kind == "wait":
            # Whether an event is set already; of anything else there is nothing to be seen.
            event = event._replace(value=flag_of(operation.subject))
        if operation.kind == "notify":
            waiters = attributes_of(operation.subject)["_waiters"]
            self._notified = [self._sleepers[id(lock)] for lock in waiters]
            event = event._replace(waiters=len(waiters))
        found = found_by(operation)
        if found:
            event = event._replace(found=found)
        self._events.append(event)
        self._last = operation
        if operation.kind in ("write", "call") and operation.name:
            self._unsettled = (operation.subject, operation.name)

    def died(self, thread: VirtualThread, error: BaseException) -> None:
        """See `Observer`."""
        if not isinstance(error, SystemExit):
            self._died[thread] = shown(error, ERROR_WIDTH)

    def stopped(self) -> None:
        """See `Observer`."""
        self._settle()

    def _settle(self) -> None:
        """What an operation has brought about can be seen only after it was done."""
        if not self._events:
            return
        event = self._events[-1]
        if self._last is not None and self._last.kind != event.kind:
            # What has not come to anything goes by another name.
            event = event._replace(kind=self._last.kind)
        if self._unsettled is not None:
            event = event._replace(value=peek(*self._unsettled))
            self._unsettled = None
        if self._notified:
            woken = [thread.number - 1 for lock, thread in self._notified if lock.free()]
            event = event._replace(woken=tuple(woken))
            self._notified = []
        threads = self._scheduler.threads
        owners = []
        for number, lock in self._locks.items():
            holder = lock.holder if lock.locked_now else None
            if holder is None:
                lent = self._taken.pop(number, None)
                if lent is not None and event.kind == "wait":
                    self._lent[number, lent[0]] = lent
                continue
            owners.append((number, holder.number - 1))
            known = self._taken.get(number)
            if known is None or known[0] is not holder:
                taken = (holder, event, self._stacks.get(threads[event.thread], ()))
                if event.kind == "wake":
                    # Taken back after a wait: what counts is where it was taken first.
                    taken = self._lent.get((number, holder), taken)
                self._taken[number] = taken
        self._events[-1] = event._replace(owners=tuple(sorted(owners)))
        for sleeper, (test, frame, since) in self._asleep.items():
            is_free = must_wait(test, frame) is False
            last = len(self._events) - 1 if since is None else since
            self._asleep[sleeper] = (test, frame, last if is_free else None)

    # ------------------------------------------------------------------ the result

    def trace(self) -> Trace:
        """The trace of the run that has just ended."""
        self._settle()
        threads = self._scheduler.threads
        return Trace(
            tuple(names_of(threads)),
            tuple(self._events),
            tuple(self._wait(thread) for thread in threads if self._stands(thread)),
            tuple(thread.ended for thread in threads),
            tuple(self._died_of(thread) for thread in threads),
            tuple(
                Held(
                    number,
                    thread.number - 1,
                    event.label,
                    event.place,
                    self._left(thread, stack),
                    self._inside(thread, stack),
                )
                for number, (thread, event, stack) in self._taken.items()
            ),
            tuple(thread.born for thread in threads),
        )

    def _left(self, thread: VirtualThread, taken_in: Stack) -> bool:
        """Whether a thread is certainly no longer in the innermost of these calls.

        It is not if it has ended, or if the calls around that one are not where they were: they
        stand still for as long as it goes on. A generator goes on without being called.
        """
        if thread.ended:
            return True
        if not taken_in or taken_in[-1][0].co_flags & inspect.CO_GENERATOR:
            return False
        now = self._stacks.get(thread, ())
        depth = len(taken_in)
        return (
            len(now) < depth
            or now[: depth - 1] != taken_in[:-1]
            or now[depth - 1][0] is not taken_in[-1][0]
        )

    def _inside(self, thread: VirtualThread, taken_in: Stack) -> bool:
        """Whether a thread is certainly still in the innermost of these calls.

        Where it stands at the very same point again, that may be another call from the same place.
        """
        now = self._stacks.get(thread, ())
        return not self._left(thread, taken_in) and now != taken_in

    def _died_of(self, thread: VirtualThread) -> str:
        for dead, error in self._scheduler.deaths:
            if dead is thread:
                return shown(error, ERROR_WIDTH)
        return self._died.get(thread, "")

    def _stands(self, thread: VirtualThread) -> bool:
        return not thread.ended and thread in self._scheduler.live

    def _wait(self, thread: VirtualThread) -> Waiting:
        operation = thread.pending
        event = self._event(thread, operation, timed_out=False)
        holder = holder_of(self._scheduler, operation)
        at_barrier = event.kind == "wake" and event.subject_type == "Barrier"
        return Waiting(
            event,
            None if holder is None else holder.number - 1,
            holder is not None and holder.ended,
            isinstance(operation.latch, VirtualLock) and operation.latch.locked_now,
            attributes_of(operation.subject)["_parties"] if at_barrier else 0,
            tuple(
                (code.co_filename, line_at(code, instruction))
                for code, instruction in self._stacks.get(thread, ())
            ),
            self._asleep[thread][2] if thread in self._asleep else None,
        )

    def _event(self, thread: VirtualThread, operation: Operation, timed_out: bool) -> Event:
        place = self._places.get(thread)
        subject = operation.subject
        lock = lock_of(subject) if operation.kind in _ON_LOCKS else None
        locked = 0
        if lock is not None:
            locked = self._number(lock)
            self._locks.setdefault(locked, lock)
        label = "" if place is None else label_of(operation, place)
        if not label and operation.kind == "release" and locked in self._taken:
            label = self._taken[locked][1].label
        return Event(
            thread.number - 1,
            operation.kind,
            operation.name,
            label,
            type_name(subject),
            0 if subject is None else self._number(subject),
            place,
            timed_out=timed_out,
            lock=locked,
            part=part_of(operation),
            must_wait=self._must_wait(thread, operation),
            call=self._call.get(thread, 0),
        )

    def _must_wait(self, thread: VirtualThread, operation: Operation) -> bool | None:
        known = self._wait_test(thread, operation)
        return None if known is None else must_wait(*known)

    def _wait_test(
        self, thread: VirtualThread, operation: Operation
    ) -> tuple[WaitTest, FrameType] | None:
        """Why a thread waits with a Condition, and in which call."""
        place, frame = self._places.get(thread), self._waits.get(thread)
        if operation.kind not in ("wait", "wake") or place is None or frame is None:
            return None
        if name_of_class(type(operation.subject)) != "Condition":
            return None
        test = wait_test(place.path, place.line)
        return None if test is None else (test, frame)

    def _number(self, subject: object) -> int:
        number = self._numbers.get(id(subject), 0)
        if not number:
            number = self._numbers[id(subject)] = len(self._numbers) + 1
            self._subjects.append(subject)
        return number
