"""Loops and calls without end, and loops that wait for something to change.

Instrumented code calls `Loops` at the start of each function, of each turn of a loop and of each
exception handler.
"""

from __future__ import annotations

import sys
from typing import Final, final

from threadkata.model.ending import Ending, RunOver
from threadkata.model.frames import clear_traceback
from threadkata.model.operation import Operation
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import LoopVisit, VirtualThread

#: Loop turns and calls without one operation after which a thread is taken to loop for ever.
TICK_LIMIT: Final = 300_000
#: How many of those a handled exception counts for.
EXCEPTION_TICKS: Final = 100
#: Turns of one loop, nothing shared having changed, after which the others are let go first.
TURNS_BEFORE_YIELDING: Final = 8
#: Turns in which a loop that waits for a while, and looks at the clock, takes the time it takes.
TURNS_IN_TIME: Final = 100
#: After that, the part of the time since it began by which the clock goes on at each turn.
LEAP: Final = 32


@final
class Loops:
    """Notices what goes round and round in a run."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler

    def tick(self) -> None:
        """Called at the start of each function."""
        scheduler = self._scheduler
        if scheduler.over:
            raise RunOver
        thread = scheduler.current
        thread.ticks += 1
        if thread.ticks > TICK_LIMIT:
            scheduler.give_up(Ending.ENDLESS, sys._getframe(1))
        if scheduler.observer is not None:
            scheduler.observer.entered(sys._getframe(1))

    def caught(self) -> None:
        """Called at the start of each exception handler; an exception takes much longer."""
        scheduler = self._scheduler
        if scheduler.over:
            raise RunOver
        thread = scheduler.current
        thread.ticks += EXCEPTION_TICKS
        if thread.ticks > TICK_LIMIT:
            scheduler.give_up(Ending.ENDLESS, sys._getframe(1))
        clear_traceback(sys.exception())

    def loop(self) -> None:
        """Called at the start of each turn of a loop.

        A thread that has gone round with only reads, that finds nothing changed by anybody and
        whose own variables are as they were, would go round in the same way for ever. It waits
        until something changes.
        """
        scheduler = self._scheduler
        if scheduler.over:
            raise RunOver
        thread = scheduler.current
        thread.ticks += 1
        frame = sys._getframe(1)
        if thread.ticks > TICK_LIMIT:
            scheduler.give_up(Ending.ENDLESS, frame)
        if scheduler.alone:
            return
        key = (id(frame), frame.f_lasti)
        now = len(scheduler.steps)
        visit = thread.loops.get(key)
        if visit is None or visit.changes != scheduler.changes:
            thread.loops[key] = LoopVisit(frame, scheduler.changes, now, scheduler.clock.now)
            return
        if visit.operations == now:
            return
        visit.operations = now
        visit.turns += 1
        clock_reads, timed_waits = thread.clock_reads, thread.timed_waits
        names = dict(frame.f_locals)
        names["locks held"] = thread.held
        before, visit.names = visit.names, names
        read_clock, waited = clock_reads > visit.clock_reads, timed_waits > visit.timed_waits
        visit.clock_reads, visit.timed_waits = clock_reads, timed_waits
        slept, visit.sleeps = thread.sleeps > visit.sleeps, thread.sleeps
        if before is not None and _same(before, names):
            in_time = read_clock and (waited or slept)
            if not (in_time and visit.turns < TURNS_IN_TIME):
                self._spin(thread, visit, read_clock=read_clock, waited=waited)
        elif visit.turns % TURNS_BEFORE_YIELDING == 0:
            self._yield_to_others()

    def turn(self) -> None:
        """Called at the start of each turn of a `for` loop, whose iterator only it can see."""
        scheduler = self._scheduler
        if scheduler.over:
            raise RunOver
        thread = scheduler.current
        thread.ticks += 1
        if thread.ticks > TICK_LIMIT:
            scheduler.give_up(Ending.ENDLESS, sys._getframe(1))

    def _yield_to_others(self) -> None:
        """Let the others go first, for fairness: what follows may well go on for ever."""
        self._scheduler.point_held_back(self._change_awaited("yield", None))

    def _change_awaited(self, kind: str, deadline: float | None) -> Operation:
        scheduler = self._scheduler
        changes = scheduler.changes
        operation = Operation(kind, (), None, kind, lambda: scheduler.changes != changes, deadline)
        operation.changes_seen = changes
        return operation

    def _spin(
        self, thread: VirtualThread, visit: LoopVisit, *, read_clock: bool, waited: bool
    ) -> None:
        """Let a thread that looks again and again look only when something has changed."""
        scheduler = self._scheduler
        frame = visit.frame
        if not waited and not scheduler.exiting:
            scheduler.busy.append((thread, frame.f_code.co_filename, frame.f_lineno))
        deadline = None
        if read_clock:
            # It looks at the clock: let time pass, in steps that grow.
            thread.spun += 1
            deadline = scheduler.clock.now + max(0.001, (scheduler.clock.now - visit.began) / LEAP)
        changes = scheduler.changes

        def wait_for_change() -> None:
            if scheduler.changes == changes:
                scheduler.point(self._change_awaited("spin", deadline))

        if thread.held and thread.spin_wanted is None:
            # With a lock in its hand it would keep the others from changing anything. It may be
            # about to let go of it.
            thread.spin_wanted = wait_for_change
        else:
            thread.spin_wanted = None
            wait_for_change()


def _same(before: dict[str, object], now: dict[str, object]) -> bool:
    if before.keys() != now.keys():
        return False
    for name, value in now.items():
        former = before[name]
        if former is value or name.startswith("@"):
            # What the hooks put by is of no use any more.
            continue
        if type(former) is not type(value) or type(value) not in _PLAIN or former != value:
            return False
    return True


_PLAIN = (int, float, str, bytes, bool, type(None))
