"""Who holds what, and who waits for what, at the end of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from threadkata.model.trace import Trace, Waiting

#: Operations that a thread can be left standing before.
BLOCKING: Final = frozenset({"acquire", "take permit", "wake", "put", "get"})


def who_waits(trace: Trace) -> list[str]:
    """A sentence for each thread that is left standing, or that died of an exception."""
    sentences = []
    for waiting in trace.waiting:
        name = trace.threads[waiting.event.thread]
        sentence = f"{name} {what_waits(waiting)}"
        if waiting.event.kind not in BLOCKING:
            continue
        if waiting.holder is not None:
            holder = trace.threads[waiting.holder]
            if waiting.holder == waiting.event.thread:
                holder = "itself"
            sentence += f", held by {holder}"
            if waiting.holder_ended:
                sentence += ", which has ended"
        sentences.append(sentence + ".")
    for name, error in zip(trace.threads, trace.died_of, strict=True):
        if error:
            sentences.append(f"{name} has ended with {error}.")
    return sentences


def what_waits(waiting: Waiting) -> str:
    """What a thread waits for, and where: `waits for self._open at latch.py:22`."""
    event = waiting.event
    label = event.label or waiting.subject_type
    place = ""
    if event.place is not None:
        place = f" at {Path(event.place.path).name}:{event.place.line}"
    kind = "to take " if event.kind in ("acquire",) else "for "
    if event.kind == "wake" and not waiting.to_be_woken:
        return f"is woken and wants {label} back{place}"
    return f"waits {kind}{label}{place}"
