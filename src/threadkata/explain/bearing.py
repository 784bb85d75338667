"""Whether what a thread wrote can have had to do with what is wrong in the end."""

from __future__ import annotations

from threadkata.explain.dependence import updates
from threadkata.explain.verdict import Kind, Verdict
from threadkata.model.trace import Event, Trace


def bears_on(trace: Trace, verdict: Verdict, begin: int, goes_by: int | None = None) -> bool:
    """Whether what an event has left behind can have come to what the verdict is about.

    Whoever looks at something may have gone by that in all that it did afterwards, so this rules
    out only what nobody looked at who has to do with the verdict. A counter that is counted on
    comes to nobody: `self.hits += 1` looks at it, and only gives it a new value.

    Arguments:
        trace: the run.
        verdict: what is wrong with it.
        begin: the event, by its index.
        goes_by: a thread that goes by what was there before, in all that it does from then on.
    """
    event = trace.events[begin]
    cells = {(event.number, event.part)} if event.kind in ("write", "call") else set()
    threads = set() if goes_by is None else {goes_by}
    for position in range(begin + 1, len(trace.events)):
        other = trace.events[position]
        cell = (other.number, other.part)
        if other.kind == "read" and cell in cells and not _only_updates(trace, position):
            threads.add(other.thread)
        elif other.kind in ("write", "call") and (other.thread in threads or cell in cells):
            if other.kind == "call" and cell in cells:
                # What a method returns is known to whoever calls it.
                threads.add(other.thread)
            if other.thread in threads:
                cells.add(cell)
    if verdict.kind not in (Kind.WRONG_RESULT, Kind.EXCEPTION):
        return bool(threads)
    if verdict.thread not in trace.threads:
        return True
    return trace.threads.index(verdict.thread) in threads


def _only_updates(trace: Trace, look: int) -> bool:
    """Whether an event looks at something in order to give that very thing a new value."""
    event = trace.events[look]
    if event.place is None or not updates(event.place.path, event.place.line):
        return False
    for other in trace.events[look + 1 :]:
        if other.thread == event.thread:
            if not _same_line(event, other):
                return False
            if other.kind == "write" and (other.number, other.part) == (event.number, event.part):
                return True
    return False


def _same_line(one: Event, other: Event) -> bool:
    return (
        one.place is not None
        and other.place is not None
        and (one.place.path, one.place.line) == (other.place.path, other.place.line)
    )
