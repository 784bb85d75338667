"""Threads that keep looking instead of sleeping until they are woken."""

from __future__ import annotations

from threadkata.explain import pattern
from threadkata.explain.looks import cell_of, is_shared
from threadkata.explain.pattern import Pattern
from threadkata.explain.tell import at, is_place, listed
from threadkata.explain.verdict import Verdict
from threadkata.model.trace import Trace


def spins(trace: Trace, verdict: Verdict) -> Pattern | None:
    """A loop looks at something again and again that only another thread can change."""
    if verdict.thread not in trace.threads or not verdict.line:
        return None
    thread = trace.threads.index(verdict.thread)
    looks = [
        position
        for position, event in enumerate(trace.events)
        if event.kind == "read"
        and event.thread == thread
        and event.place is not None
        and (event.place.path, event.place.line) == (verdict.path, verdict.line)
        and is_place(event.label)
    ]
    # What nobody changes in this run is told only if there is nothing else.
    changing = [i for i in looks if is_shared(trace, cell_of(trace.events[i]))]
    seen = {trace.events[i].label: i for i in changing or looks}
    if not seen:
        return None
    return Pattern(
        "looks again and again",
        f"at {at(verdict.path, verdict.line)}, {verdict.thread} looks at {listed(sorted(seen))} in "
        "each round. Whoever changes that could wake it: with an Event or a Condition.",
        pattern.SPINNING,
        tuple(sorted(seen.values())),
    )
