"""What a thread looked at, and how that changed."""

from __future__ import annotations

from threadkata.explain.tell import is_test
from threadkata.model.trace import Event, Trace


def looks_before(trace: Trace, wait: int) -> dict[tuple[int, str], int]:
    """What a thread looked at, under the lock, before it began to wait: places and events."""
    waiting = trace.events[wait]
    looked: dict[tuple[int, str], int] = {}
    for position in range(wait - 1, -1, -1):
        event = trace.events[position]
        if event.thread != waiting.thread:
            continue
        if event.kind not in ("read", "clock"):
            break
        if event.kind == "clock" or event.place is None or is_test(event.place.path):
            continue
        looked.setdefault((event.number, event.part), position)
    return {cell: position for cell, position in looked.items() if is_shared(trace, cell)}


def function_of(event: Event) -> str:
    """The function that an event is in; what is written inside a function belongs to it."""
    return "" if event.place is None else event.place.function.partition(".<")[0]


def cell_of(event: Event) -> tuple[int, str]:
    """The place that an event reads or changes: an object's number, and a part of it."""
    return event.number, event.part


def is_shared(trace: Trace, cell: tuple[int, str]) -> bool:
    """Whether anybody changes a place, an object's number and a part of it."""
    return bool(changes_of(trace, cell))


def changes_of(trace: Trace, cell: tuple[int, str]) -> list[int]:
    """The events that change a place, by their index in the trace."""
    return [
        position
        for position, event in enumerate(trace.events)
        if event.kind in ("write", "call") and (event.number, event.part) == cell
    ]
