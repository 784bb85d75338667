"""Threads that wait, with a Condition or an Event, and that nobody wakes."""

from __future__ import annotations

from threadkata.explain import pattern
from threadkata.explain.dependence import depends, keeps
from threadkata.explain.looks import changes_of, function_of
from threadkata.explain.pattern import Pattern
from threadkata.explain.tell import called, is_test, where
from threadkata.explain.verdict import Kind, Verdict
from threadkata.model.trace import Event, Trace, Waiting
from threadkata.model.wait_test import wait_test


def _sleeper(trace: Trace, verdict: Verdict) -> Waiting | None:
    """The thread that is never woken, if it is the one that the verdict names."""
    if verdict.kind is not Kind.LOST_WAKEUP:
        return None
    for waiting in trace.waiting:
        name = trace.threads[waiting.event.thread]
        if waiting.to_be_woken and waiting.event.kind == "wake" and name == verdict.thread:
            return waiting
    return None


def _began(trace: Trace, waiting: Waiting) -> int | None:
    """The event by which a thread began to wait that waits for ever."""
    event = waiting.event
    for position in range(len(trace.events) - 1, -1, -1):
        other = trace.events[position]
        if other.thread == event.thread:
            return position if other.kind == "wait" and other.number == event.number else None
    return None


def never_set(trace: Trace, verdict: Verdict) -> Pattern | None:
    """A thread waits for an Event that nobody has set, in the whole run."""
    waiting = _sleeper(trace, verdict)
    if waiting is None or waiting.event.subject_type != "Event":
        return None
    number, label = waiting.event.number, called(waiting.event)
    if any(event.kind == "set" and event.number == number for event in trace.events):
        return None
    name = trace.threads[waiting.event.thread]
    for position, event in enumerate(trace.events):
        if event.kind == "set" and event.label == waiting.event.label != "":
            other = trace.threads[event.thread]
            if event.place is None or function_of(event) == "" or is_test(event.place.path):
                continue
            return Pattern(
                "another event",
                f"{other} sets {label} at {where(event.place)}, but that is not the {label} that "
                f"{name} waits for: these are two events of the same name.",
                pattern.EVENT,
                (position,),
            )
    sentence = f"nobody sets {label} in the whole of this run."
    for other_waiting in trace.waiting:
        event = other_waiting.event
        joins = event.kind == "join" and other_waiting.holder == waiting.event.thread
        if joins and event.place is not None and not is_test(event.place.path):
            other = trace.threads[event.thread]
            sentence += f" {other} waits at {where(event.place)} for {name} to end."
    place = waiting.event.place
    lesson = None if place is not None and is_test(place.path) else pattern.EVENT
    return Pattern("never set", sentence, lesson)


def cleared_too_soon(trace: Trace, verdict: Verdict) -> Pattern | None:
    """An Event was set and cleared again, and a thread that waits for it comes later."""
    waiting = _sleeper(trace, verdict)
    begin = None if waiting is None else _began(trace, waiting)
    if waiting is None or begin is None or waiting.event.subject_type != "Event":
        return None
    about = [
        position
        for position, event in enumerate(trace.events[:begin])
        if event.number == waiting.event.number and event.kind in ("set", "clear")
    ]
    if len(about) < 2 or trace.events[about[-1]].kind != "clear":
        return None
    sets = [position for position in about if trace.events[position].kind == "set"]
    if len(sets) <= _passes(trace, waiting, begin):
        # Each time that it was set, the thread has come through: it was not cleared too soon.
        return None
    was_set, cleared = trace.events[sets[-1]], trace.events[about[-1]]
    name, label = trace.threads[waiting.event.thread], called(waiting.event)
    by = "clears it again" if cleared.thread == was_set.thread else ""
    by = by or f"{trace.threads[cleared.thread]} clears it"
    return Pattern(
        "cleared too soon",
        f"{trace.threads[was_set.thread]} sets {label} at {where(was_set.place)}, and "
        f"{by} at {where(cleared.place)}. Only then {name} comes to wait for it at "
        f"{where(waiting.event.place)}, and nobody sets it again.",
        pattern.EVENT_LIMITS,
        (sets[-1], about[-1], begin),
    )


def _passes(trace: Trace, waiting: Waiting, end: int) -> int:
    """How often a thread has come through the event that it waits for in the end."""
    mine = [
        event
        for event in trace.events[:end]
        if event.thread == waiting.event.thread and event.number == waiting.event.number
    ]
    # Who finds it set comes through without being woken.
    begun = sum(event.kind == "wait" for event in mine)
    return begun - sum(event.kind == "wake" and event.timed_out for event in mine)


def _notifies(trace: Trace, waiting: Waiting) -> list[int]:
    return [
        position
        for position, event in enumerate(trace.events)
        if event.kind == "notify" and event.number == waiting.event.number
    ]


def looked_too_soon(trace: Trace, verdict: Verdict) -> Pattern | None:
    """What a thread looked at changed, with a notify, before it began to wait."""
    waiting = _sleeper(trace, verdict)
    begin = None if waiting is None else _began(trace, waiting)
    if waiting is None or begin is None or waiting.event.subject_type != "Condition":
        return None
    thread = waiting.event.thread
    notifies = _notifies(trace, waiting)
    known: set[tuple[int, str]] = set()
    for look in range(begin - 1, -1, -1):
        event = trace.events[look]
        if event.thread != thread:
            continue
        if event.kind in ("wake", "write", "call"):
            return None
        if function_of(event) != function_of(waiting.event):
            return None
        if event.kind != "read" or not event.value:
            continue
        later, known = known, known | {(event.number, event.part)}
        changes = [
            i
            for i in changes_of(trace, (event.number, event.part))
            if look < i < begin and trace.events[i].thread != thread
        ]
        if not changes or trace.events[changes[-1]].value == event.value:
            continue
        if (event.number, event.part) in later or not _because(event, waiting):
            continue
        if not any(look < i < begin for i in notifies) or any(i > begin for i in notifies):
            continue
        change = trace.events[changes[-1]]
        name, other = trace.threads[thread], trace.threads[change.thread]
        return Pattern(
            "looked too soon",
            f"{name} sees {event.label} = {event.value} at {where(event.place)}. Before it waits "
            f"({where(waiting.event.place)}), {other} makes it {change.value} "
            f"({where(change.place)}) and notifies, and nobody is there to hear it. To look and to "
            "begin to wait has to be one step, under one lock.",
            pattern.CONDITION,
            (look, changes[-1], begin),
        )
    return None


def _because(look: Event, waiting: Waiting) -> bool:
    """Whether it is for what it has seen in one place that a thread waits that need not wait."""
    at, wait = look.place, waiting.event.place
    if at is None or wait is None or not depends(at.path, at.line, wait.line):
        return False
    # What it has kept in a name of its own is as it was.
    return waiting.event.must_wait is False or keeps(at.path, at.line)


def not_remembered(trace: Trace, verdict: Verdict) -> Pattern | None:
    """A thread waits without having looked at anything, and the notify came before."""
    waiting = _sleeper(trace, verdict)
    begin = None if waiting is None else _began(trace, waiting)
    if waiting is None or begin is None or waiting.event.subject_type != "Condition":
        return None
    before = _notifies(trace, waiting)
    if not _waits_in_any_case(waiting):
        return None
    if not before or before[-1] > begin or trace.events[before[-1]].waiters:
        return None
    notify = trace.events[before[-1]]
    name, other = trace.threads[waiting.event.thread], trace.threads[notify.thread]
    later = f". {name} comes later" if name != other else ", and comes to wait only later itself"
    return Pattern(
        "a notify is not remembered",
        f"{other} notifies {called(notify)} at {where(notify.place)} when nobody waits there"
        f"{later} ({where(waiting.event.place)}), and nobody notifies it again.",
        pattern.PROMISES,
        (before[-1], begin),
    )


def _waits_in_any_case(waiting: Waiting) -> bool:
    """Whether a thread waits with a Condition whatever is so, without having looked at anything."""
    place = waiting.event.place
    test = None if place is None else wait_test(place.path, place.line)
    return test is not None and not test.parts


def one_of_several(trace: Trace, verdict: Verdict) -> Pattern | None:
    """Several threads wait, a notify wakes others of them, and no further one comes."""
    if verdict.kind is not Kind.LOST_WAKEUP:
        return None
    asleep = [w for w in trace.waiting if w.to_be_woken and w.event.subject_type == "Condition"]
    for waiting in sorted(asleep, key=lambda w: trace.threads[w.event.thread] != verdict.thread):
        found = _passed_over(trace, waiting)
        if found is not None:
            return found
    return None


def _passed_over(trace: Trace, waiting: Waiting) -> Pattern | None:
    """The last notify that might have woken a thread, and woke another one."""
    begin = _began(trace, waiting)
    after = [i for i in _notifies(trace, waiting) if begin is not None and i > begin]
    if begin is None or not after:
        return None
    if waiting.event.must_wait is not False and not _waits_in_any_case(waiting):
        # Had it been woken instead, it would have had to wait on.
        return None
    last = after[-1]
    notify = trace.events[last]
    if waiting.free_since is not None and waiting.free_since > _heard_until(trace, last):
        # It is of that change that nobody has been told.
        return None
    if not notify.woken or waiting.event.thread in notify.woken:
        return None
    name = trace.threads[waiting.event.thread]
    woken = notify.woken[0]
    who, notifier = trace.threads[woken], trace.threads[notify.thread]
    label = called(waiting.event)
    sentence = (
        f"{notify.waiters} threads wait for {label} when {notifier} notifies it at "
        f"{where(notify.place)}. That wakes {who}, and not {name}"
    )
    gave_up = _gave_up(trace, woken, last)
    if gave_up:
        sentence += f", although the time of {who} is up and it is about to leave"
    elif _waits_again(trace, woken, notify.number, last):
        sentence += f"; {who} can do nothing with it and waits again"
    return Pattern(
        "one of several is woken",
        f"{sentence}. Nobody notifies it again.",
        pattern.IN_TIME if gave_up else pattern.PROMISES,
        (begin, last),
    )


def _gave_up(trace: Trace, thread: int, notify: int) -> bool:
    """Whether the time of a thread was up before a notify came to it."""
    for event in reversed(trace.events[:notify]):
        if event.thread == thread:
            return event.kind == "wake" and event.timed_out
    return False


def _waits_again(trace: Trace, thread: int, number: int, notify: int) -> bool:
    """Whether a woken thread waits again, having done nothing but look."""
    for event in trace.events[notify + 1 :]:
        if event.thread == thread and event.kind not in ("wake", "read", "clock"):
            return event.kind == "wait" and event.number == number
    return False


def not_notified(trace: Trace, verdict: Verdict) -> Pattern | None:
    """What a thread looked at before it waited has changed since, and nobody has notified."""
    waiting = _sleeper(trace, verdict)
    begin = None if waiting is None else _began(trace, waiting)
    if waiting is None or begin is None or waiting.event.subject_type != "Condition":
        return None
    label = called(waiting.event)
    name = trace.threads[waiting.event.thread]
    notifies = _notifies(trace, waiting)
    freed = waiting.free_since
    if freed is None or any(_heard_until(trace, position) > freed for position in notifies):
        return None
    change = trace.events[freed]
    if change.thread == waiting.event.thread or change.kind not in ("write", "call"):
        return None
    other = trace.threads[change.thread]
    early = [
        position
        for position in notifies
        if trace.events[position].thread == change.thread
        and _stands_before(trace.events[position], change)
        and not _touches(trace, change, position, freed)
    ]
    sentence = (
        f"{name} waits for {label} because of what it has seen in {_looked_at(change)}. "
        f"{other} changes that at {where(change.place)}"
    )
    if early:
        sentence += (
            f", but it has notified before, at {where(trace.events[early[-1]].place)}, and nobody "
            "notifies it after the change."
        )
        return Pattern("notified before the change", sentence, pattern.CONDITION, (freed,))
    sentence += f", and nobody notifies {label} after that."
    return Pattern("changed, but not notified", sentence, pattern.CONDITION, (freed, begin))


def _heard_until(trace: Trace, notify: int) -> int:
    """The event at which a thread that notifies frees the lock, and others can look.

    Until then, what it changes comes with the notify.
    """
    event = trace.events[notify]
    for position in range(notify + 1, len(trace.events)):
        later = trace.events[position]
        if later.thread == event.thread and (event.lock, event.thread) not in later.owners:
            return position
    return len(trace.events)


def _stands_before(one: Event, other: Event) -> bool:
    """Whether one event comes from a line above that of another one, in the same function."""
    if one.place is None or other.place is None or function_of(one) != function_of(other):
        return False
    return one.place.line < other.place.line


def _touches(trace: Trace, change: Event, begin: int, end: int) -> bool:
    """Whether the thread of a change changes the same thing between two events as well."""
    return any(
        event.thread == change.thread
        and event.kind in ("write", "call")
        and (event.number, event.part) == (change.number, change.part)
        for event in trace.events[begin + 1 : end]
    )


def _looked_at(event: Event) -> str:
    return event.label or f"the {event.subject_type}"
