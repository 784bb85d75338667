"""Who holds what, and who waits for what, at the end of a run."""

from __future__ import annotations

from typing import Final

from threadkata.explain.tell import at, called, where
from threadkata.model.trace import Held, Trace, Waiting

#: Operations that a thread can be left standing before.
BLOCKING: Final = frozenset({"acquire", "take permit", "wake", "put", "get"})


def who_waits(trace: Trace) -> list[str]:
    """A sentence for each thread that is left standing, and waits in no circle."""
    sentences = []
    cycle = lock_cycle(trace)
    for waiting in trace.waiting:
        if waiting in cycle:
            continue
        name = trace.threads[waiting.event.thread]
        place = waiting.event.place
        # That the test waits in `run` goes without saying.
        if waiting.event.kind == "join" and place is not None and "join" in place.text:
            whom = waiting.event.label
            if waiting.holder is not None:
                whom = trace.threads[waiting.holder]
            sentences.append(f"{name} waits at {where(place)} for {whom} to end.")
        if waiting.event.kind in BLOCKING:
            held = _held_by(trace, waiting)
            sentences.append(f"{name} {what_waits(waiting)}{held and ', ' + held}.")
    return sentences


def who_died(trace: Trace, told: str = "") -> list[str]:
    """A sentence for each thread that an exception has ended, but for the one that is told of."""
    ended = zip(trace.threads, trace.died_of, strict=True)
    return [f"{name} has ended with {error}." for name, error in ended if error and name != told]


def what_waits(waiting: Waiting) -> str:
    """What a thread waits for, and where: `waits for self._open at line 22`."""
    event = waiting.event
    label = called(event)
    place = f" at {at(event.place.path, event.place.line)}" if event.place is not None else ""
    match event.kind:
        case "wake" if not waiting.to_be_woken:
            return f"is woken and wants {label} back{place}"
        case "acquire":
            return f"waits to take {label}{place}"
        case "wake" if event.name == "join":
            return f"waits in {label}.join(){place}"
        case "take permit":
            return f"waits for a permit of {label}{place}"
        case "put":
            return f"waits for room in {label}{place}"
        case "get":
            return f"waits for something in {label}{place}"
    return f"waits for {label}{place}"


def held(trace: Trace, lock: int) -> Held | None:
    """Who holds a lock at the end, and where it was taken."""
    return next((held for held in trace.held if held.lock == lock and lock), None)


def _held_by(trace: Trace, waiting: Waiting) -> str:
    """Who holds what a thread waits for, in words; empty if nobody does."""
    if waiting.holder is None:
        return ""
    holder = trace.threads[waiting.holder]
    if waiting.holder == waiting.event.thread:
        holder = "itself"
    since = ""
    found = held(trace, waiting.event.lock)
    if found is not None and found.place is not None:
        since = f" since {where(found.place)}"
        if found.label not in ("", waiting.event.label):
            since += f" (as {found.label})"
    ended = ", which has ended" if waiting.holder_ended else ""
    return f"held by {holder}{since}{ended}"


def lock_cycle(trace: Trace) -> list[Waiting]:
    """Threads that wait for one another in a circle, each for a lock or for the end of the next."""
    waits = {waiting.event.thread: waiting for waiting in trace.waiting}
    for start in waits:
        cycle: list[Waiting] = []
        thread: int | None = start
        while thread is not None and thread in waits and waits[thread] not in cycle:
            cycle.append(waits[thread])
            thread = waits[thread].holder
        if cycle and thread == start:
            return cycle
    return []
