"""What is said of a mistake that has a name, and where to read about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Lesson:
    """A place in the lessons.

    Attributes:
        chapter: the folder, `04_condition`.
        section: the heading there; empty for the beginning.
    """

    chapter: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A mistake that has a name.

    Attributes:
        name: in a few words.
        sentence: how it came about in this run, in the learner's own names.
        lesson: where to read about it; None if there is no such place.
        steps: the events that show it, by their index in the trace.
    """

    name: str
    sentence: str
    lesson: Lesson | None
    steps: tuple[int, ...] = ()


THREADS: Final = Lesson("01_thread", "Start and join")
DAEMONS: Final = Lesson("01_thread", "Daemons")
THREAD_CLASS: Final = Lesson("01_thread", "A thread of your own class")
JOINING: Final = Lesson("01_thread", "Waiting, but not for ever")
EVENT: Final = Lesson("02_event", "One signal for many")
EVENT_LIMITS: Final = Lesson("02_event", "What an event does not do")
LOST_UPDATE: Final = Lesson("03_lock", "What goes wrong without one")
ACTING: Final = Lesson("03_lock", "Looking and acting are one step")
LOCK: Final = Lesson("03_lock", "What a Lock promises")
FREEING: Final = Lesson("03_lock", "Free afterwards, whatever happens")
REENTRANT: Final = Lesson("03_lock", "RLock")
TWO_LOCKS: Final = Lesson("03_lock", "Two locks")
CONDITION: Final = Lesson("04_condition")
PROMISES: Final = Lesson("04_condition", "What it does not promise")
IN_TIME: Final = Lesson("04_condition", "The loop in one call, and time limits")
BARRIER: Final = Lesson("05_barrier")
BROKEN_BARRIER: Final = Lesson("05_barrier", "When one of them does not come")
PERMITS: Final = Lesson("06_semaphore", "Permits")
BOUNDED: Final = Lesson("06_semaphore", "BoundedSemaphore notices")
EVERY_WAY_OUT: Final = Lesson("06_semaphore", "On every way out")
SPINNING: Final = Lesson("04_condition", "Mistakes, by name")

#: All of them.
LESSONS: Final = tuple(value for value in list(globals().values()) if isinstance(value, Lesson))
