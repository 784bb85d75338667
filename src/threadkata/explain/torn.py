"""What a thread saw has changed before it acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from threadkata.explain import pattern
from threadkata.explain.bearing import bears_on
from threadkata.explain.dependence import depends, updates
from threadkata.explain.pattern import Pattern
from threadkata.explain.tell import is_place, is_test, where
from threadkata.explain.verdict import Kind, Verdict
from threadkata.model.identities import FIRST_IDENT
from threadkata.model.trace import Event, Trace

#: Verdicts that a torn step can bring about.
_KINDS: Final = frozenset({Kind.WRONG_RESULT, Kind.EXCEPTION, Kind.LOST_WAKEUP, Kind.DEADLOCK})
#: Classes whose objects have items.
_CONTAINERS: Final = frozenset({"list", "dict", "set", "deque", "defaultdict", "OrderedDict"})
#: Such objects, as text, when there are none in them.
_EMPTY: Final = frozenset({"[]", "{}", "set()", "deque([])"})


@dataclass(frozen=True, slots=True)
class _Torn:
    """Events, by their index: a look, a change by another thread, and an act on what was seen."""

    look: int
    change: int
    act: int


def torn(trace: Trace, verdict: Verdict) -> Pattern | None:
    """A thread reads, another one changes what was read, and the first acts on the old value.

    No order in which each of the two threads does its own without interruption has these three
    accesses in this order (Lu et al., AVIO, ASPLOS 2006). Of these we take only those on one place
    and in one function of the file under test, where what is done depends on what was seen, and
    where the other thread's change has left another value than that, and what comes of it can have
    come to what is wrong in the end.
    """
    found = _find(trace, verdict) if verdict.kind in _KINDS else None
    if found is None:
        return None
    look, change, act = (trace.events[i] for i in (found.look, found.change, found.act))
    one, other = trace.threads[look.thread], trace.threads[change.thread]
    seen = f"{look.label} = {look.value}" if is_place(look.label) else look.value
    if _is_update(trace, found):
        name, lesson = "lost update", pattern.LOST_UPDATE
        sentence = (
            f"{one} reads {seen} at {where(look.place)}. Before it writes what it makes of that, "
            f"{other} writes {change.value} ({where(change.place)}). Then {one} writes "
            f"{act.value}, and what {other} wrote is lost."
        )
    else:
        name, lesson = "looked, then acted", pattern.ACTING
        sentence = (
            f"{one} sees {seen} at {where(look.place)}. Then {other} makes it {change.value} "
            f"({where(change.place)}), and {one} goes on at {where(act.place)} with what it has "
            "seen."
        )
    steps = (found.look, found.change, found.act)
    return Pattern(name, sentence + _about_locks(trace, found), lesson, steps)


def _is_update(trace: Trace, found: _Torn) -> bool:
    """Whether one line gives something a new value that is made of the old one."""
    look, change, act = (trace.events[i] for i in (found.look, found.change, found.act))
    same = _line(look) == _line(act) and change.kind == act.kind == "write"
    return same and updates(*_line(act))


def _bears_on(trace: Trace, verdict: Verdict, found: _Torn) -> bool:
    if _is_update(trace, found):
        return bears_on(trace, verdict, found.act)
    # Whoever has looked goes by that in all that follows.
    return bears_on(trace, verdict, found.look, goes_by=trace.events[found.look].thread)


def _line(event: Event) -> tuple[str, int]:
    return ("", 0) if event.place is None else (event.place.path, event.place.line)


def _function(event: Event) -> str:
    return "" if event.place is None else event.place.function


def _find(trace: Trace, verdict: Verdict) -> _Torn | None:
    looks: dict[tuple[int, int, str], list[int]] = {}
    changes: dict[tuple[int, str], list[int]] = {}
    last = _last_act(trace, verdict)
    for position, event in enumerate(trace.events):
        cell = (event.number, event.part)
        mine = (event.thread, *cell)
        if event.kind in ("write", "call") or position == last:
            for look in _looks_behind(trace, looks.get(mine, []), event):
                if _waits_between(trace, look, position):
                    continue
                for change in changes.get(cell, [])[-1:]:
                    if change > look and _is_torn(trace, look, change, position):
                        found = _Torn(look, change, position)
                        if position == last or _bears_on(trace, verdict, found):
                            return found
        if event.kind in ("write", "call"):
            changes.setdefault(cell, []).append(position)
            # From now on, what it knows of that place is what it has made of it.
            looks.pop(mine, None)
        if event.kind == "read":
            looks.setdefault(mine, []).append(position)
    return None


def _waits_between(trace: Trace, look: int, act: int) -> bool:
    """Whether the thread that looks and acts has waited for a condition in between."""
    thread = trace.events[act].thread
    return any(
        event.kind == "wait" and event.thread == thread and event.subject_type == "Condition"
        for event in trace.events[look:act]
    )


def _last_act(trace: Trace, verdict: Verdict) -> int:
    """The event at which a thread raised an exception; -1 if there is none."""
    if verdict.kind is Kind.EXCEPTION and verdict.thread in trace.threads:
        thread = trace.threads.index(verdict.thread)
        for position in range(len(trace.events) - 1, -1, -1):
            event = trace.events[position]
            if event.thread == thread:
                return position if _line(event) == (verdict.path, verdict.line) else -1
    return -1


def _looks_behind(trace: Trace, looks: list[int], act: Event) -> list[int]:
    """The looks on which an act may be built: the last in its own line, the last in another.

    `if self.free: self.free -= 1` looks twice, and acts on both.
    """
    behind = []
    for same in (True, False):
        found = [i for i in looks if (_line(trace.events[i]) == _line(act)) == same]
        behind += found[-1:]
    return behind


def _is_torn(trace: Trace, look: int, change: int, act: int) -> bool:
    seen, changed, acted = trace.events[look], trace.events[change], trace.events[act]
    if changed.thread == acted.thread:
        return False
    for event in (seen, changed, acted):
        if event.place is None or is_test(event.place.path):
            return False
    if _function(seen) != _function(acted) or seen.call != acted.call:
        return False
    if not depends(_line(seen)[0], _line(seen)[1], _line(acted)[1]):
        return False
    if _is_a_thread(seen.value) or _is_a_thread(changed.value):
        # Who it is that owns something: whether that is oneself, no other thread can change.
        return False
    if _says_the_same(seen, changed, acted):
        return False
    return bool(seen.value and changed.value and seen.label) and seen.value != changed.value


def _is_a_thread(value: str) -> bool:
    return "Thread" in value or (value.isdecimal() and int(value) >= FIRST_IDENT)


def _says_the_same(seen: Event, changed: Event, acted: Event) -> bool:
    """Whether what was seen of a container may well be so after the change."""
    if seen.subject_type not in _CONTAINERS or seen.place is None:
        return False
    items = {event.name for event in (seen, changed, acted) if event.name.startswith("[")}
    if seen.name in items:
        # It has asked for one item, and another one may have been changed.
        return len(items) > 1 or changed.name not in items
    if changed.name in items and acted.name in items:
        # Both have bound an item of their own, or the same one.
        return len(items) > 1
    if "len(" in seen.place.text:
        # It is no longer so only if both have made it longer, or both shorter.
        change = len(changed.value) - len(seen.value)
        act = len(acted.value) - len(changed.value)
        return change * act <= 0
    # It has asked whether there is anything.
    return (seen.value in _EMPTY) == (changed.value in _EMPTY)


def _about_locks(trace: Trace, found: _Torn) -> str:
    """Why no lock has kept the other thread out, if that can be seen."""
    look, change = trace.events[found.look], trace.events[found.change]
    one, other = trace.threads[look.thread], trace.threads[change.thread]
    mine = {lock for lock, thread in look.owners if thread == look.thread}
    theirs = {lock for lock, thread in change.owners if thread == change.thread}
    kept = {lock for lock, thread in change.owners if thread == look.thread}
    names = {lock: _label(trace, lock, look.thread) for lock in mine}
    their_names = {lock: _label(trace, lock, change.thread) for lock in theirs}
    for lock, name in names.items():
        for their_lock, their_name in their_names.items():
            if name and name == their_name and lock != their_lock and lock in kept:
                return f" Both hold {name} there, but that is not the same lock: each has its own."
    for lock in mine - kept:
        if names[lock]:
            return f" In between, {one} has freed {names[lock]}."
    if not mine and not theirs:
        return " Neither of them holds a lock there."
    if not mine and theirs:
        name = next(iter(sorted(their_names.values())))
        return f" {other} holds {name} there, {one} holds nothing." if name else ""
    if mine and not theirs:
        name = next(iter(sorted(names.values())))
        return f" {one} holds {name} there, {other} holds nothing." if name else ""
    if not mine & theirs and len(names) == len(their_names) == 1:
        (name,), (their_name,) = names.values(), their_names.values()
        if name and their_name and name != their_name:
            return (
                f" {one} holds {name} there, {other} holds {their_name}: whoever takes one lock "
                "does not keep out those who take another one."
            )
    return ""


def _label(trace: Trace, lock: int, thread: int) -> str:
    """What a thread called a lock when it took it last; empty if that is not known."""
    labels = [
        event.label
        for event in trace.events
        if event.lock == lock and event.thread == thread and event.kind in ("acquire", "try")
    ]
    return labels[-1] if labels else ""
