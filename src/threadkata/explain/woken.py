"""Threads that are woken and take that for more than it is."""

from __future__ import annotations

from typing import Final

from threadkata.explain import pattern
from threadkata.explain.looks import changes_of, function_of, looks_before
from threadkata.explain.pattern import Pattern
from threadkata.explain.tell import is_test, where
from threadkata.explain.verdict import Kind, Verdict
from threadkata.model.trace import Trace

#: Verdicts that may come of a wakeup that was taken for more than it is.
_CONSEQUENCES: Final = frozenset(
    {Kind.WRONG_RESULT, Kind.EXCEPTION, Kind.LOST_WAKEUP, Kind.DEADLOCK, Kind.LIVELOCK}
)


def woken_but_not_so(trace: Trace, verdict: Verdict) -> Pattern | None:
    """A thread that waited is woken, or its time is up, and it goes on without looking again.

    It looked at something, found it so that it had to wait, and waited. When it goes on, all that
    it looked at has the very values on which it decided to wait; and it does not look.
    """
    if verdict.kind not in _CONSEQUENCES:
        return None
    for position, event in enumerate(trace.events):
        if event.kind == "wake" and event.subject_type == "Condition":
            found = _went_on(trace, position)
            if found is not None:
                return found
    return None


def _went_on(trace: Trace, woken: int) -> Pattern | None:
    event = trace.events[woken]
    begin = _wait_before(trace, woken)
    if begin is None or event.place is None or is_test(event.place.path):
        return None
    looked = looks_before(trace, begin)
    acted = _first_act(trace, woken, looked)
    if not looked or acted is None:
        return None
    last_changes: list[int] = []
    as_before = True
    for cell, position in looked.items():
        seen = trace.events[position].value
        changes = [i for i in changes_of(trace, cell) if begin < i < woken]
        now = trace.events[changes[-1]].value if changes else seen
        as_before = as_before and now == seen and _is_whole(seen)
        last_changes += changes[-1:]
    name = trace.threads[event.thread]
    look = trace.events[max(looked.values())]
    act = trace.events[acted]
    went_on = f"{where(act.place)} goes on without looking again."
    state = f"{look.label} = {look.value}" if not look.label.endswith(")") else look.value
    steps = (max(looked.values()), woken, acted)
    if not as_before:
        if event.timed_out or not last_changes:
            return None
        change = trace.events[max(last_changes)]
        if change.thread == event.thread or not change.value:
            return None
        return Pattern(
            "woken, and did not look again",
            f"{name} sees {state} at {where(look.place)} and waits. When it is woken at "
            f"{where(event.place)}, {trace.threads[change.thread]} has changed "
            f"{change.label or 'it'} ({where(change.place)}). {went_on[0].upper()}{went_on[1:]}",
            pattern.PROMISES,
            (*steps, max(last_changes)),
        )
    if event.timed_out:
        return Pattern(
            "its time is up, and it goes on",
            f"{name} has waited in vain at {where(event.place)}: its time is up, and there is "
            f"still {state}. {went_on[0].upper()}{went_on[1:]}",
            pattern.IN_TIME,
            steps,
        )
    if last_changes and trace.events[max(last_changes)].thread != event.thread:
        change = trace.events[max(last_changes)]
        other = trace.threads[change.thread]
        what = state if "=" in state else f"it {state}"
        return Pattern(
            "woken, but no longer so",
            f"{name} is woken, but before it has the lock back, {other} has made {what} again "
            f"({where(change.place)}), which is what {name} waited on. "
            f"{went_on[0].upper()}{went_on[1:]}",
            pattern.PROMISES,
            (*steps, max(last_changes)),
        )
    return Pattern(
        "woken, but not so",
        f"{name} is woken at {where(event.place)}, but there is still {state}, which is what it "
        f"waited on. {went_on[0].upper()}{went_on[1:]}",
        pattern.PROMISES,
        steps,
    )


def _wait_before(trace: Trace, woken: int) -> int | None:
    """The event by which a thread began to wait that is woken by another event."""
    event = trace.events[woken]
    for position in range(woken - 1, -1, -1):
        other = trace.events[position]
        if other.thread == event.thread:
            same = other.kind == "wait" and other.number == event.number
            return position if same and other.place == event.place else None
    return None


def _first_act(trace: Trace, woken: int, looked: dict[tuple[int, str], int]) -> int | None:
    """What a woken thread does to what it looked at, if it does not look first."""
    lines = {
        (event.place.path, event.place.line)
        for event in (trace.events[position] for position in looked.values())
        if event.place is not None
    }
    thread = trace.events[woken].thread
    for position in range(woken + 1, len(trace.events)):
        event = trace.events[position]
        if event.thread != thread or event.place is None:
            continue
        if event.kind == "wait" or function_of(event) != function_of(trace.events[woken]):
            return None
        if event.kind == "read" and (event.place.path, event.place.line) in lines:
            return None
        if (event.number, event.part) in looked and event.kind in ("write", "call"):
            return position
    return None


def _is_whole(value: str) -> bool:
    """Whether a value as text tells it from all others."""
    return bool(value) and "…" not in value and "<" not in value
