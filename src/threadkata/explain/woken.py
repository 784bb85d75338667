"""Threads that are woken and take that for more than it is."""

from __future__ import annotations

from typing import Final

from threadkata.explain import pattern
from threadkata.explain.bearing import bears_on
from threadkata.explain.looks import changes_of, function_of, looks_before
from threadkata.explain.pattern import Pattern
from threadkata.explain.tell import is_place, is_test, where
from threadkata.explain.verdict import Kind, Verdict
from threadkata.model.trace import Trace
from threadkata.model.wait_test import wait_test

#: Verdicts that may come of a wakeup that was taken for more than it is.
_CONSEQUENCES: Final = frozenset(
    {Kind.WRONG_RESULT, Kind.EXCEPTION, Kind.LOST_WAKEUP, Kind.DEADLOCK, Kind.LIVELOCK}
)


def woken_but_not_so(trace: Trace, verdict: Verdict) -> Pattern | None:
    """A thread that waited is woken, or its time is up, and it goes on without looking again.

    It looked at something, found it so that it had to wait, and waited. When it goes on, that is
    so again or still: the test says so, or, where it is not known what the test says, all that it
    looked at has the very values on which it decided to wait. And it does not look.
    """
    if verdict.kind not in _CONSEQUENCES:
        return None
    for position, event in enumerate(trace.events):
        if event.kind == "wake" and event.subject_type == "Condition":
            found = _went_on(trace, verdict, position)
            if found is not None:
                return found
    return None


def _went_on(trace: Trace, verdict: Verdict, woken: int) -> Pattern | None:
    event = trace.events[woken]
    begin = _wait_before(trace, woken)
    if begin is None or event.place is None or is_test(event.place.path):
        return None
    if event.must_wait is False:
        return None
    looked = looks_before(trace, begin)
    acted = _first_act(trace, woken, looked)
    if not looked or acted is None or not _bears_on(trace, verdict, acted):
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
    state = f"{look.label} = {look.value}" if is_place(look.label) else look.value
    steps = (max(looked.values()), woken, acted)
    test = wait_test(event.place.path, event.place.line)
    if not as_before:
        if event.timed_out or not last_changes or event.must_wait is None or test is None:
            return None
        change = trace.events[max(last_changes)]
        if change.thread == event.thread or not change.value or not test.text:
            return None
        waits = f"{'until' if test.until else 'as long as'} `{test.text}`"
        so = f"that is {'not so' if test.until else 'so'} when it is woken"
        return Pattern(
            "woken, but not so",
            f"{name} has to wait at {where(event.place)} {waits}, and {so}: "
            f"{trace.threads[change.thread]} has left {change.label or 'it'} at {change.value} "
            f"({where(change.place)}). {went_on[0].upper()}{went_on[1:]}",
            pattern.PROMISES,
            (*steps, max(last_changes)),
        )
    if event.timed_out:
        if test is None or test.answered:
            return None
        return Pattern(
            "its time is up, and it goes on",
            f"{name} has waited in vain at {where(event.place)}: its time is up, and there is "
            f"still {state}. {went_on[0].upper()}{went_on[1:]}",
            pattern.IN_TIME,
            steps,
        )
    taken = _taken_meanwhile(trace, woken, [i for cell in looked for i in changes_of(trace, cell)])
    if taken is not None:
        change = trace.events[taken]
        other = trace.threads[change.thread]
        what = state if "=" in state or not change.label else f"{change.label} = {state}"
        return Pattern(
            "woken, but no longer so",
            f"{name} is woken, but before it has the lock back, {other} has made {what} again "
            f"({where(change.place)}), which is what {name} waited on. "
            f"{went_on[0].upper()}{went_on[1:]}",
            pattern.PROMISES,
            (*steps, taken),
        )
    return Pattern(
        "woken, but not so",
        f"{name} is woken at {where(event.place)}, but there is still {state}, which is what it "
        f"waited on. {went_on[0].upper()}{went_on[1:]}",
        pattern.PROMISES,
        steps,
    )


def _bears_on(trace: Trace, verdict: Verdict, act: int) -> bool:
    if verdict.kind in (Kind.WRONG_RESULT, Kind.EXCEPTION):
        return bears_on(trace, verdict, act, goes_by=trace.events[act].thread)
    return bears_on(trace, verdict, act)


def _taken_meanwhile(trace: Trace, woken: int, changes: list[int]) -> int | None:
    """The last of some changes, if another thread made it after the notify that wakes a thread."""
    thread = trace.events[woken].thread
    notifies = [i for i, e in enumerate(trace.events[:woken]) if thread in e.woken]
    later = [i for i in changes if notifies and notifies[-1] < i < woken]
    if not later or trace.events[max(later)].thread == thread:
        return None
    return max(later)


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
