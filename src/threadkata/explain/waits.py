"""Who holds what, and who waits for what, at the end of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from threadkata.model.trace import Trace, Waiting

#: Operations that a thread can be left standing before.
BLOCKING: Final = frozenset({"acquire", "take permit", "wake", "put", "get"})


def who_waits(trace: Trace) -> list[str]:
    """A sentence for each thread that is left standing somewhere in the program."""
    sentences = []
    for waiting in trace.waiting:
        name = trace.threads[waiting.event.thread]
        place = waiting.event.place
        # That the test waits in `run` goes without saying.
        if waiting.event.kind == "join" and place is not None and "join" in place.text:
            whom = waiting.event.label
            if waiting.holder is not None:
                whom = trace.threads[waiting.holder]
            sentences.append(f"{name} waits{_place(waiting)} for {whom} to end.")
        if waiting.event.kind not in BLOCKING:
            continue
        sentence = f"{name} {what_waits(waiting)}"
        if waiting.holder is not None:
            holder = trace.threads[waiting.holder]
            if waiting.holder == waiting.event.thread:
                holder = "itself"
            sentence += f", held by {holder}"
            if waiting.holder_ended:
                sentence += ", which has ended"
        sentences.append(sentence + ".")
    return sentences


def who_died(trace: Trace) -> list[str]:
    """A sentence for each thread that an exception has ended."""
    ended = zip(trace.threads, trace.died_of, strict=True)
    return [f"{name} has ended with {error}." for name, error in ended if error]


def what_waits(waiting: Waiting) -> str:
    """What a thread waits for, and where: `waits for self._open at latch.py:22`."""
    event = waiting.event
    label = event.label or event.subject_type
    place = _place(waiting)
    kind = "to take " if event.kind == "acquire" else "for "
    if event.kind == "wake" and not waiting.to_be_woken:
        return f"is woken and wants {label} back{place}"
    return f"waits {kind}{label}{place}"


def _place(waiting: Waiting) -> str:
    place = waiting.event.place
    return "" if place is None else f" at {Path(place.path).name}:{place.line}"
