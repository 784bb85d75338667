"""What is wrong, in a sentence or two."""

from __future__ import annotations

from pathlib import Path

from threadkata.explain.tell import called, listed, where
from threadkata.explain.verdict import Kind, Verdict
from threadkata.explain.waits import BLOCKING, held, lock_cycle, what_waits
from threadkata.model.ending import Ending
from threadkata.model.scheduler import OPERATION_LIMIT
from threadkata.model.trace import Trace, Waiting
from threadkata.model.wait_test import wait_test


def explain(verdict: Verdict, trace: Trace | None) -> str:
    """What went wrong, in a sentence or two. Further lines are details.

    Arguments:
        verdict: what is wrong.
        trace: what happened; None if there was no run.
    """
    place = f" at {Path(verdict.path).name}:{verdict.line}" if verdict.path else ""
    who = verdict.thread or "A thread"
    match verdict.kind:
        case Kind.WRONG_RESULT:
            in_thread = "" if verdict.thread in ("", "main") else f" in thread {verdict.thread}"
            return f"The test's check{place} fails{in_thread}:\n{verdict.detail}"
        case Kind.EXCEPTION:
            return f"Thread {who} raises{place}:\n{verdict.detail}"
        case Kind.DEADLOCK:
            return _deadlock(trace)
        case Kind.LOST_WAKEUP:
            waiting = trace and _waiting(trace, who)
            waits = f"{what_waits(waiting)}," if waiting else "waits"
            why = _why(waiting) if waiting else ""
            return f"Thread {who} {waits} and nobody is left who can wake it.{why}"
        case Kind.LOCK_LEFT_HELD:
            return _left_held(trace, who)
        case Kind.LIVELOCK:
            return _livelock(verdict, trace, who, place)
        case Kind.BUSY_WAITING:
            return (
                f"Thread {who} keeps going round the loop{place} while nothing changes. It should "
                "sleep until it is woken: a thread that keeps looking takes the processor from "
                "those it waits for."
            )
        case Kind.THREAD_LEFT_RUNNING:
            return f"The test is over, but thread {who} has not ended and never will."
        case Kind.OUTSIDE_THE_MODEL:
            return (
                f"Thread {who} calls something{place} that {verdict.detail}. What comes of that "
                "cannot be judged, and an exercise needs no such call."
            )
        case Kind.NOT_DETERMINISTIC:
            return (
                f"The same interleaving gave {verdict.detail} once and something else the next "
                "time. Something besides the threads decides what happens: a file, the network, "
                "another program, the order of a set."
            )
        case Kind.NOT_OVER | Kind.TO_DO:
            return f"{verdict.kind.value.capitalize()}{place}."


def _waiting(trace: Trace, name: str) -> Waiting | None:
    """What a thread waits for, by whose name the verdict goes."""
    found = [w for w in trace.waiting if trace.threads[w.event.thread] == name]
    return found[0] if found and found[0].event.kind in BLOCKING else None


def _why(waiting: Waiting) -> str:
    """On what a thread waits with a Condition, and whether that is so, as far as it is known."""
    event = waiting.event
    test = None if event.place is None else wait_test(event.place.path, event.place.line)
    if test is None or not test.text or event.must_wait is None:
        return ""
    if test.until:
        return f" It waits until `{test.text}`, which is {'not so' if event.must_wait else 'so'}."
    still = "still so" if event.must_wait else "no longer so"
    return f" It waits as long as `{test.text}`, which is {still}."


def _deadlock(trace: Trace | None) -> str:
    if trace is None:
        return "No thread can move."
    cycle = lock_cycle(trace)
    if cycle:
        return "No thread can move. " + " ".join(_link(trace, waiting) for waiting in cycle)
    blocked = [waiting for waiting in trace.waiting if waiting.event.kind in BLOCKING]
    if not blocked:
        return "No thread can move: each waits for what only another waiting one can do."
    first = next((waiting for waiting in blocked if waiting.holder is None), blocked[0])
    name = trace.threads[first.event.thread]
    missing = {
        "take permit": "nobody is left who can give one back",
        "get": "nobody is left who can put something in",
        "put": "nobody is left who can take something out",
        "acquire": "nobody is left who can free it",
    }.get(first.event.kind, "nobody is left who can come")
    if first.event.name == "join":
        missing = "nobody is left who can finish what was put in"
    if first.event.subject_type == "Semaphore" or first.event.subject_type == "BoundedSemaphore":
        missing = "nobody is left who can give one back"
    return f"Thread {name} {what_waits(first)}, and {missing}."


def _link(trace: Trace, waiting: Waiting) -> str:
    """One thread of a circle, and what it waits for."""
    event = waiting.event
    name = trace.threads[event.thread]
    assert waiting.holder is not None
    holder = trace.threads[waiting.holder]
    if event.kind == "join" or event.name == "join":
        return f"{name} waits at {where(event.place)} for {holder} to end."
    found = held(trace, event.lock)
    taken = ""
    if found is not None and found.place is not None:
        taken = f" at {where(found.place)}"
        if found.label not in ("", event.label):
            taken += f", as {found.label}"
    whose = "it took itself" if holder == name else f"{holder} took"
    verb = "wants" if event.kind == "acquire" else "wants back"
    holds = [
        f"{mine.label} ({where(mine.place)})"
        for mine in trace.held
        if mine.thread == event.thread and mine.label and mine.lock != event.lock
    ]
    has = f"holds {listed(holds)} and " if holds else ""
    return f"{name} {has}{verb} {called(event)} at {where(event.place)}, which {whose}{taken}."


def _left_held(trace: Trace | None, who: str) -> str:
    waiting = trace and _waiting(trace, who)
    found = held(trace, waiting.event.lock) if trace and waiting else None
    if trace is None or not waiting or found is None:
        return f"Thread {who} waits for a lock that a thread took and has ended without freeing."
    holder = trace.threads[found.thread]
    died = trace.died_of[found.thread]
    ended = f"ended with {died}" if died else "ended"
    label = found.label or called(waiting.event)
    return (
        f"{holder} took {label} at {where(found.place)} and has {ended} without freeing it. "
        f"{who} {what_waits(waiting)}, and waits for ever."
    )


def _livelock(verdict: Verdict, trace: Trace | None, who: str, place: str) -> str:
    if verdict.detail == Ending.ENDLESS.value:
        return (
            f"Thread {who} goes on and on{place}, without doing anything that another thread could "
            "notice, and does not come to an end."
        )
    if verdict.detail != Ending.TOO_LONG.value:
        return (
            f"Thread {who} goes round the loop{place} for ever: nothing is left that could end it."
        )
    rounds = [] if trace is None else _rounds(trace)
    # Whether they would come to an end some day is not known: nobody has waited for it.
    so_far = f"The threads have done {OPERATION_LIMIT:,} steps and no end is in sight"
    return ": ".join([so_far, "; ".join(rounds)] if rounds else [so_far]) + "."


def _rounds(trace: Trace) -> list[str]:
    """In which lines each thread goes round at the end of a run that has no end."""
    last = trace.events[-len(trace.events) // 3 :]
    rounds = []
    for thread, name in enumerate(trace.threads):
        places = {
            (event.place.path, event.place.line): event.place
            for event in last
            if event.thread == thread and event.place is not None
        }
        if places:
            lines = [where(place) for _, place in sorted(places.items())]
            rounds.append(f"{name} goes round in {listed(lines)}")
    return rounds
