"""The kinds of failure, each with its evidence, and how a run is judged."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from types import TracebackType
from typing import Final

from threadkata.model.ending import Ending, RunOver
from threadkata.model.subjects import holder_of, names_of
from threadkata.model.threads import VirtualThread
from threadkata.model.world import World


class Kind(enum.Enum):
    """What can be said of a run that was not right."""

    WRONG_RESULT = "wrong result"
    EXCEPTION = "exception"
    DEADLOCK = "deadlock"
    LOST_WAKEUP = "lost wakeup"
    LIVELOCK = "livelock"
    BUSY_WAITING = "busy waiting"
    THREAD_LEFT_RUNNING = "thread left running"
    LOCK_LEFT_HELD = "lock left held"
    NOT_DETERMINISTIC = "not deterministic"
    NOT_OVER = "not over in time"
    OUTSIDE_THE_MODEL = "outside the model"
    TO_DO = "to do"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a run was not right.

    Attributes:
        kind: in two words.
        detail: the assertion, the exception, or the like, as text; may have several lines. Two
            verdicts may be equal though this differs: how an object is shown can depend on where
            it lies in memory.
        thread: the name of the thread it happened in; empty where it is no single one.
        path: the file it happened in; empty where there is none.
        line: the line in that file, from 1; 0 where there is none.
    """

    kind: Kind
    detail: str = field(default="", compare=False)
    thread: str = ""
    path: str = ""
    line: int = 0


#: Exceptions that are mistakes in the program whatever else comes of them.
PROGRAMMING_ERRORS: Final = (
    AttributeError,
    TypeError,
    NameError,
    LookupError,
    RecursionError,
    ZeroDivisionError,
    AssertionError,
)


#: What a call does that cannot be judged, by how the run ended.
OUTSIDE: Final = {
    Ending.BLOCKED: "waits for the world outside, such as input() or a socket",
    Ending.UNCONTROLLED: "uses a thread, a process, a lock, an event loop, an alarm or a tracer "
    "that threadkata does not control, such as those of asyncio, multiprocessing and sys.settrace",
}

#: Where an object lies in memory is no part of what happened.
_ADDRESS: Final = re.compile(r" at 0x[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges runs of one test.

    Attributes:
        learner_file: the file under test, as its code calls it.
        grader_file: the file of the test.
        raised: exceptions that ended threads which the test itself started, gathered by whoever
            runs it: (thread, exception).
        polling_allowed: whether going round a loop until something changes is no mistake here.
        failures: exception classes by which a test says that a result is wrong.
    """

    learner_file: str
    grader_file: str
    raised: Callable[[], list[tuple[VirtualThread, BaseException]]]
    polling_allowed: bool = False
    failures: tuple[type[BaseException], ...] = (AssertionError,)

    def __call__(self, world: World, ending: Ending) -> Verdict | None:
        """The verdict on the run that has just ended; None if it was right."""
        scheduler = world.scheduler
        if ending is Ending.FAILED:
            if any(thread.spun for thread in scheduler.threads):
                # Time went on in leaps for it, so what it says about time is not to be trusted.
                busy = self._busy(world)
                if busy is not None:
                    return busy
            assert scheduler.error is not None
            culprit = scheduler.culprit
            for thread, error in self.raised():
                if error is scheduler.error:
                    # The test only raised it again.
                    culprit = thread
            return self._error(world, scheduler.error, culprit)
        deaths = scheduler.deaths
        for thread, error in deaths:
            if ending is Ending.DONE or self._is_mistake(error):
                return self._error(world, error, thread)
        if ending is Ending.STUCK:
            for thread, error in self.raised():
                if self._is_mistake(error):
                    return self._error(world, error, thread)
            return self._stuck(world)
        if ending is Ending.DONE:
            return self._busy(world)
        path, line = scheduler.place or ("", 0)
        name = _name(world, scheduler.culprit)
        if ending in OUTSIDE:
            return Verdict(Kind.OUTSIDE_THE_MODEL, OUTSIDE[ending], name, path, line)
        if ending is Ending.TOO_LONG and scheduler.threads[0].ended:
            return Verdict(Kind.THREAD_LEFT_RUNNING, "", name, path, line)
        return Verdict(Kind.LIVELOCK, ending.value, name, path, line)

    # ------------------------------------------------------------------ exceptions

    def _is_mistake(self, error: BaseException) -> bool:
        if isinstance(error, (*PROGRAMMING_ERRORS, NotImplementedError)):
            return True
        # What the primitives say of their misuse; BrokenBarrierError is a subclass.
        return type(error) is RuntimeError

    def _error(self, world: World, error: BaseException, thread: VirtualThread | None) -> Verdict:
        path, line = raised_in(error, {self.learner_file, self.grader_file})
        if isinstance(error, NotImplementedError) and path == self.learner_file:
            return Verdict(Kind.TO_DO, "", _name(world, thread), path, line)
        if isinstance(error, self.failures) and (
            path != self.learner_file or not isinstance(error, AssertionError)
        ):
            detail = _said_after_the_run(world, error) or "the test's assertion fails"
            return Verdict(Kind.WRONG_RESULT, detail, _name(world, thread), path, line)
        message = _said_after_the_run(world, error)
        detail = type(error).__name__ + (f": {message}" if message else "")
        return Verdict(Kind.EXCEPTION, detail, _name(world, thread), path, line)

    # ------------------------------------------------------------------ nobody can move

    def _stuck(self, world: World) -> Verdict:
        scheduler = world.scheduler
        left = [thread for thread in scheduler.live if not thread.daemon]
        if scheduler.threads[0].ended:
            return Verdict(Kind.THREAD_LEFT_RUNNING, "", _name(world, left[0]))
        waits = {thread: holder_of(scheduler, thread.pending) for thread in scheduler.live}
        if any(thread.pending.kind == "spin" for thread in waits):
            spinning = next(thread for thread in waits if thread.pending.kind == "spin")
            place = next((b for b in scheduler.busy if b[0] is spinning), None)
            path, line = (place[1], place[2]) if place else ("", 0)
            return Verdict(Kind.LIVELOCK, "", _name(world, spinning), path, line)
        if _has_cycle(waits):
            return Verdict(Kind.DEADLOCK)
        for thread, holder in waits.items():
            if holder is not None and holder.ended and thread.pending.kind != "join":
                return Verdict(Kind.LOCK_LEFT_HELD, "", _name(world, thread))
        for thread in waits:
            if thread.pending.kind == "wake" and thread.pending.name == "wait":
                return Verdict(Kind.LOST_WAKEUP, "", _name(world, thread))
        return Verdict(Kind.DEADLOCK)

    def _busy(self, world: World) -> Verdict | None:
        if not self.polling_allowed:
            for thread, path, line in world.scheduler.busy:
                if path == self.learner_file:
                    return Verdict(Kind.BUSY_WAITING, "", _name(world, thread), path, line)
        return None


def _has_cycle(waits: dict[VirtualThread, VirtualThread | None]) -> bool:
    for start in waits:
        thread: VirtualThread | None = start
        for _ in range(len(waits)):
            thread = waits.get(thread) if thread is not None else None
            if thread is start:
                return True
    return False


def said_by(error: BaseException) -> str:
    """The message of an exception; empty if its own `__str__` fails, as Python has it too."""
    try:
        return str(error)
    except (Exception, RunOver):
        return ""


def _said_after_the_run(world: World, error: BaseException) -> str:
    """The same of a run that is over, without what differs from process to process."""
    with redirect_stdout(StringIO()), world.scheduler.after_the_run():
        return _ADDRESS.sub("", said_by(error))


def _name(world: World, thread: VirtualThread | None) -> str:
    if thread is None:
        return ""
    threads = world.scheduler.threads
    return names_of(threads)[threads.index(thread)]


def raised_in(error: BaseException, files: set[str]) -> tuple[str, int]:
    """Where an exception was raised: file and line of the innermost place in one of `files`."""
    path, line = "", 0
    step: TracebackType | None = error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if name in files:
            path, line = name, step.tb_lineno
        step = step.tb_next
    return path, line
