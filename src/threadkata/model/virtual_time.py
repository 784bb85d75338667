"""What threads do with virtual time: they look at the clock, set time limits, and sleep."""

from __future__ import annotations

from threadkata.model.clock import clock_operation
from threadkata.model.ending import RunOver
from threadkata.model.operation import CLOCK, Access, Operation
from threadkata.model.scheduler import Scheduler


def read_clock(scheduler: Scheduler) -> float:
    """The virtual time, in seconds, as the current thread finds it.

    Raises RunOver when the run has ended.
    """
    if scheduler.over:
        raise RunOver
    thread = scheduler.current
    thread.clock_reads += 1
    # A call on a primitive is one step, and while somebody can move time stands still.
    if not scheduler.alone and (scheduler.hasty or not thread.calls):
        if scheduler.hasty:
            scheduler.watch_clock()
        scheduler.point(clock_operation("now"))
    return scheduler.clock.now


def deadline_after(scheduler: Scheduler, seconds: float) -> float:
    """The virtual time, in seconds, at which a time limit that begins now runs out."""
    if scheduler.hasty and scheduler.clock_watched and not scheduler.alone:
        # Others may have let time pass since this thread's last operation.
        scheduler.point(clock_operation("limit"))
    return scheduler.clock.after(seconds)


def sleep(scheduler: Scheduler, seconds: float) -> None:
    """Let virtual time pass for the current thread."""
    scheduler.current.sleeps += 1
    deadline = deadline_after(scheduler, seconds)
    # In patient time nobody can tell when exactly a sleeper wakes: all others stand still.
    accesses: tuple[Access, ...] = ((CLOCK, None, True),) if scheduler.hasty else ()
    scheduler.point(Operation("sleep", accesses, None, "sleep", _never, deadline))


def _never() -> bool:
    return False
