"""One step in words, and the words for what it acts on and where it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from threadkata.model.place import Place
from threadkata.model.trace import Event

_VERBS: Final = {
    "acquire": "takes",
    "release": "frees",
    "take permit": "takes a permit of",
    "release permit": "gives a permit back to",
    "set": "sets",
    "clear": "clears",
    "barrier": "arrives at",
    "reset": "resets",
    "abort": "breaks",
    "put": "puts into",
    "get": "takes from",
    "put_nowait": "puts into",
    "get_nowait": "takes from",
    "shutdown": "shuts down",
    "submit": "hands a call to",
    "set_result": "gives a result to",
    "set_exception": "gives an exception to",
    "locked": "asks for the state of",
}


#: How a place is written: a name, with attributes and items behind it.
_PLACE: Final = re.compile(r"[^\W\d]\w*(\.\w+|\[[^\[\]]*\])*")


def is_place(label: str) -> bool:
    """Whether what an event acts on is called by the place where it is kept.

    Else it is what comes of a call or a comparison, which looks at something.
    """
    return _PLACE.fullmatch(label) is not None


def is_test(path: str) -> bool:
    """Whether a file is a grader, and not what it grades."""
    return Path(path).name.startswith("test_")


def where(place: Place | None) -> str:
    """A place in a sentence: `line 31` of the file under test, `test_latch.py:22`."""
    if place is None:
        return "a place outside the program"
    return at(place.path, place.line)


def at(path: str, line: int) -> str:
    """A line of a file in a sentence; see `where`."""
    return f"{Path(path).name}:{line}" if is_test(path) else f"line {line}"


def called(event: Event) -> str:
    """What the program calls the object that an event acts on, or what kind of object it is."""
    return event.label or f"the {event.subject_type}"


def listed(parts: Sequence[str]) -> str:
    """Parts as a list in a sentence: `a, b and c`."""
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]


def tell(event: Event, threads: Sequence[str]) -> str:
    """What a thread does in one step.

    Arguments:
        event: the step.
        threads: names of the threads.
    """
    label = called(event)
    if event.found:
        return _tell_what_was_found(event, label)
    match event.kind:
        case "read" if not is_place(event.label):
            return f"sees {event.value}" if event.value else ""
        case "read":
            return f"reads {label} = {event.value}" if event.value else f"reads {label}"
        case "write" if not event.part and event.value:
            return f"{label} is now {event.value}"
        case "write":
            return f"writes {label} = {event.value}" if event.value else f"writes {label}"
        case "call" if event.subject_type == "enumerate":
            return ""
        case "call":
            same = event.label in ("", event.name)
            return f"{label} is now {event.value}" if event.value and not same else ""
        case "notify" if not event.waiters:
            return f"notifies {label}, where nobody waits"
        case "notify":
            woken = listed([threads[thread] for thread in event.woken]) if event.woken else "nobody"
            return f"notifies {label}: wakes {woken}"
        case "wait" if event.subject_type == "Condition":
            return f"frees its lock and waits for {label}"
        case "wait" if event.value == "True":
            return f"finds {label} set"
        case "wait":
            return f"waits for {label}"
        case "wake":
            return f"gives up waiting for {label}" if event.timed_out else "is woken"
        case "try":
            taken = (event.lock, event.thread) in event.owners
            return f"takes {label}" if taken else f"finds {label} taken"
        case "sleep":
            return "has slept"
        case "spin" if event.timed_out:
            return "looks again: some time has passed"
        case "spin":
            return "looks again: something has changed"
        case "acquire" if event.timed_out:
            return f"gives up waiting for {label}"
        case "failed release":
            return f"wants to free {label}"
        case "set" if event.name == "cancel":
            return f"cancels {label}"
        case "release permit" if event.label == "":
            return f"gives a permit back to {label}"
    verb = _VERBS.get(event.kind)
    return f"{verb} {label}" if verb else f"calls {event.kind} of {label}"


def _tell_what_was_found(event: Event, label: str) -> str:
    match event.found:
        case "permit" if event.timed_out:
            return f"takes a permit of {label} at the last moment"
        case "permit":
            return f"is woken and takes a permit of {label}"
        case "no permit" if event.kind == "wake":
            return f"gives up waiting for {label}" if event.timed_out else "is woken"
        case "no permit":
            return f"finds no permit of {label}"
        case "empty" | "reset" | "broken" if event.kind == "wake" and event.timed_out:
            return f"gives up waiting for {label}"
        case "empty" if event.kind == "wake":
            return f"comes up to {label}, which the last round has left"
        case "reset" if event.kind == "wake":
            return f"is woken: {label} was reset"
        case "broken" if event.kind == "wake":
            return f"is woken: {label} is broken"
    return f"finds {label} {event.found}"
