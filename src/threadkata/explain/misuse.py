"""Calls that a primitive refuses, told by what it says."""

from __future__ import annotations

import linecache
import re
from typing import Final

from threadkata.explain import pattern
from threadkata.explain.pattern import Lesson, Pattern
from threadkata.explain.tell import at
from threadkata.explain.verdict import Kind, Verdict
from threadkata.model.trace import Trace

#: What the standard library says, the name of the mistake, what it means, and the lesson.
_SAYS: Final[tuple[tuple[str, str, str, Lesson], ...]] = (
    (
        "RuntimeError: release unlocked lock",
        "freed without being held",
        "{who} frees a lock at {where} that nobody holds.",
        pattern.LOCK,
    ),
    (
        "RuntimeError: cannot release un-acquired lock",
        "freed without being held",
        "{who} frees a lock at {where} that it does not hold.",
        pattern.LOCK,
    ),
    (
        "RuntimeError: cannot wait on un-acquired lock",
        "waits without the lock",
        "{who} calls wait() at {where} without holding the condition's lock.",
        pattern.CONDITION,
    ),
    (
        "RuntimeError: cannot notify on un-acquired lock",
        "notifies without the lock",
        "{who} notifies at {where} without holding the condition's lock.",
        pattern.CONDITION,
    ),
    (
        "RuntimeError: threads can only be started once",
        "started twice",
        "{who} starts a thread at {where} that has been started before.",
        pattern.THREADS,
    ),
    (
        "RuntimeError: cannot join thread before it is started",
        "joined before it is started",
        "{who} waits at {where} for the end of a thread that nobody has started.",
        pattern.THREADS,
    ),
    (
        "RuntimeError: cannot join current thread",
        "joins itself",
        "{who} waits at {where} for its own end.",
        pattern.JOINING,
    ),
    (
        "RuntimeError: Cannot join current thread",
        "joins itself",
        "{who} waits at {where} for its own end.",
        pattern.JOINING,
    ),
    (
        "RuntimeError: thread.__init__() not called",
        "no Thread.__init__",
        "the class has an __init__ of its own that does not call super().__init__() first.",
        pattern.THREAD_CLASS,
    ),
    (
        "RuntimeError: Thread.__init__() not called",
        "no Thread.__init__",
        "the class has an __init__ of its own that does not call super().__init__() first.",
        pattern.THREAD_CLASS,
    ),
    (
        "RuntimeError: cannot set daemon status of active thread",
        "daemon too late",
        "{who} makes a thread a daemon at {where} when it is running already.",
        pattern.DAEMONS,
    ),
    (
        "ValueError: Semaphore released too many times",
        "one permit too many",
        "{who} gives a permit back at {where}, and all of them are there already.",
        pattern.BOUNDED,
    ),
)
#: What Python says of `*args` when `args` is no tuple and nothing else that can be gone through.
_NO_TUPLE: Final = re.compile(r"TypeError: .* after \* must be an iterable, not (\w+)")


def misused(trace: Trace, verdict: Verdict) -> Pattern | None:
    """A call that cannot be done as things are; the exception of the primitive says so."""
    if verdict.kind is not Kind.EXCEPTION:
        return None
    if linecache.getline(verdict.path, verdict.line).lstrip().startswith("raise "):
        # The program says so, and not the primitive.
        return None
    for says, name, sentence, lesson in _SAYS:
        if verdict.detail == says:
            words = {"who": verdict.thread or "a thread", "where": at(verdict.path, verdict.line)}
            return Pattern(name, sentence.format(**words), lesson)
    no_tuple = _NO_TUPLE.fullmatch(verdict.detail)
    if no_tuple is not None and not verdict.path:
        return Pattern(
            "args is no tuple",
            f"{verdict.thread or 'a thread'} was made with args that are a single {no_tuple[1]}. "
            "A tuple of one has a comma: args=(value,).",
            pattern.THREADS,
        )
    if verdict.detail.startswith("BrokenBarrierError"):
        return _broken(trace, verdict)
    return None


def _broken(trace: Trace, verdict: Verdict) -> Pattern | None:
    """Who has broken the barrier, if somebody did so by a call."""
    if verdict.thread not in trace.threads:
        return None
    thread = trace.threads.index(verdict.thread)
    arrivals = [e for e in trace.events if e.thread == thread and e.kind == "barrier"]
    if not arrivals:
        return None
    for position in range(len(trace.events) - 1, -1, -1):
        event = trace.events[position]
        if event.number != arrivals[-1].number or event.place is None:
            continue
        who, where = trace.threads[event.thread], at(event.place.path, event.place.line)
        if event.kind == "abort":
            return Pattern(
                "broken barrier",
                f"{who} breaks the barrier at {where}: whoever waits there or comes later gets "
                "BrokenBarrierError.",
                pattern.BROKEN_BARRIER,
                (position,),
            )
        if event.kind == "wake" and event.timed_out:
            return Pattern(
                "broken barrier",
                f"the time of {who} is up at {where}, and that breaks the barrier: whoever else "
                "waits there or comes later gets BrokenBarrierError.",
                pattern.BROKEN_BARRIER,
                (position,),
            )
        if event.kind == "reset" or (event.kind == "barrier" and event.thread != thread):
            return None
    return None
