"""Mistakes after which threads stand still: with locks, permits and barriers."""

from __future__ import annotations

from typing import Final

from threadkata.explain import pattern
from threadkata.explain.ahead import any_ahead, is_handed_over, last_name
from threadkata.explain.pattern import Pattern
from threadkata.explain.tell import called, is_test, listed, where
from threadkata.explain.verdict import Kind, Verdict
from threadkata.explain.waits import held, lock_cycle
from threadkata.model.trace import Event, Trace, Waiting


def never_freed(trace: Trace, verdict: Verdict) -> Pattern | None:
    """Somebody wants a lock that was taken in a call which is over."""
    for waiting in trace.waiting:
        found = held(trace, waiting.event.lock)
        if waiting.event.kind != "acquire" or found is None or not found.left:
            continue
        if found.place is None or is_handed_over(found.place.path, found.label):
            continue
        who, holder = trace.threads[waiting.event.thread], trace.threads[found.thread]
        label = found.label or called(waiting.event)
        function = found.place.function.rpartition(".")[2]
        died = trace.died_of[found.thread]
        left = f"left {function}()" if not died else f"left {function}() with {died}"
        whose = "it" if found.thread == waiting.event.thread else who
        return Pattern(
            "left without freeing it",
            f"{holder} takes {label} at {where(found.place)} and has {left} without freeing it; "
            f"{whose} waits for it at {where(waiting.event.place)}.",
            pattern.FREEING,
        )
    return None


def taken_twice(trace: Trace, verdict: Verdict) -> Pattern | None:
    """A thread wants a lock that it has, in a call inside the one in which it was taken."""
    for waiting in trace.waiting:
        found = held(trace, waiting.event.lock)
        if (
            waiting.event.kind == "acquire"
            and found is not None
            and found.thread == waiting.event.thread
            and not found.left
            and found.place is not None
            and not is_handed_over(found.place.path, found.label)
        ):
            name = trace.threads[found.thread]
            label = found.label or called(waiting.event)
            if not found.inside:
                return Pattern(
                    "not freed",
                    f"{name} has taken {label} at {where(found.place)} before, has not freed it, "
                    f"and now waits for itself at {where(waiting.event.place)}.",
                    pattern.FREEING,
                )
            return Pattern(
                "taken twice",
                f"{name} has taken {label} at {where(found.place)}, and before it has freed it, "
                f"it wants to take it again at {where(waiting.event.place)}. A Lock keeps out "
                "even the thread that holds it.",
                pattern.REENTRANT,
            )
    return None


def opposite_order(trace: Trace, verdict: Verdict) -> Pattern | None:
    """Threads that take the same locks, each in another order, and have one of them each."""
    cycle = lock_cycle(trace)
    if verdict.kind is not Kind.DEADLOCK or len(cycle) < 2:
        return None
    if any(waiting.event.kind != "acquire" for waiting in cycle):
        return None
    return Pattern(
        "opposite order",
        "each of them has a lock that another one wants, and wants one that another one has. If "
        "all threads take these locks in the same order, this cannot happen.",
        pattern.TWO_LOCKS,
    )


def nested_wait(trace: Trace, verdict: Verdict) -> Pattern | None:
    """A thread that waits for something else keeps a lock that another one needs to go on."""
    for waiting in trace.waiting:
        if waiting.event.kind != "acquire" or waiting.holder is None:
            continue
        found = held(trace, waiting.event.lock)
        holder = next((w for w in trace.waiting if w.event.thread == waiting.holder), None)
        if found is None or found.left or holder is None or holder is waiting:
            continue
        if found.place is None or is_test(found.place.path) or not _sleeps(holder):
            continue
        if not _lets_go(trace, holder):
            continue
        place = holder.event.place
        by_the_test = place is not None and is_test(place.path)
        name, other = trace.threads[waiting.holder], trace.threads[waiting.event.thread]
        label = found.label or called(waiting.event)
        if holder.event.kind == "join" or holder.event.name == "join":
            joined = trace.threads[holder.holder] if holder.holder is not None else "a thread"
            what = f"for {joined} to end, at {where(holder.event.place)},"
        else:
            what = f"for {called(holder.event)} at {where(holder.event.place)}"
        return Pattern(
            "waits with a lock in its hand",
            f"{name} waits {what} and keeps {label} all the while, which it took at "
            f"{where(found.place)}; {other} needs that lock to go on "
            f"({where(waiting.event.place)}).",
            None if by_the_test else pattern.TWO_LOCKS,
        )
    return None


def _sleeps(waiting: Waiting) -> bool:
    return waiting.to_be_woken or waiting.event.kind in ("join", "take permit", "put", "get")


#: By which calls a thread lets go on another one that waits for something of a class.
_LETS_GO: Final = {
    "Event": ("set",),
    "Condition": ("notify", "notify_all", "notifyAll"),
    "Semaphore": ("release",),
    "BoundedSemaphore": ("release",),
}
#: The same for queues, by what the waiting thread does there.
_QUEUES: Final = {
    "get": ("put", "put_nowait"),
    "put": ("get", "get_nowait"),
    "join": ("task_done",),
}


def _lets_go(trace: Trace, sleeper: Waiting) -> bool:
    """Whether threads that want a lock of one that waits would let it go on if they had it."""
    event = sleeper.event
    kept_out = _kept_out(trace, event.thread)
    if event.kind == "join":
        return any(waiting.event.thread == sleeper.holder for waiting in kept_out)
    if sleeper.parties:
        come = sum(w.parties > 0 and w.event.number == event.number for w in trace.waiting)
        return come + len(kept_out) >= sleeper.parties
    methods = _LETS_GO.get(event.subject_type) or _QUEUES.get(event.name, ())
    wanted = {(last_name(event.label), method) for method in methods if last_name(event.label)}
    return any(any_ahead(waiting.calls, wanted) for waiting in kept_out)


def _kept_out(trace: Trace, thread: int) -> list[Waiting]:
    """The threads that wait for a lock which a thread has, or for one that waits for it."""
    waits = {waiting.event.thread: waiting for waiting in trace.waiting}
    found = []
    for waiting in trace.waiting:
        seen, at = set(), waiting
        while at.event.kind == "acquire" and at.holder is not None and at.holder not in seen:
            if at.holder == thread:
                found.append(waiting)
                break
            seen.add(at.holder)
            if at.holder not in waits:
                break
            at = waits[at.holder]
    return found


def barrier_not_complete(trace: Trace, verdict: Verdict) -> Pattern | None:
    """Not as many threads come to a barrier as it waits for."""
    for waiting in trace.waiting:
        number = waiting.event.number
        come = [w for w in trace.waiting if w.parties and w.event.number == number]
        if come and len(come) < waiting.parties:
            names = listed([trace.threads[w.event.thread] for w in come])
            are = "is" if len(come) == 1 else "are"
            place = waiting.event.place
            return Pattern(
                "too few at the barrier",
                f"{called(waiting.event)} waits for {waiting.parties} threads, and only {names} "
                f"{are} there. No other thread can come any more.",
                None if place is not None and is_test(place.path) else pattern.BARRIER,
            )
    return None


def _takes_a_permit(event: Event) -> bool:
    return (event.kind == "take permit" and not event.found) or event.found == "permit"


def permits_gone(trace: Trace, verdict: Verdict) -> Pattern | None:
    """A thread waits for a permit, and all that were taken have not been given back."""
    for waiting in trace.waiting:
        event = waiting.event
        if event.subject_type not in ("Semaphore", "BoundedSemaphore"):
            continue
        if event.place is None or is_test(event.place.path):
            continue
        if any(w.holder == event.thread and w.event.kind == "acquire" for w in trace.waiting):
            # Who has the permits may be kept from giving them back by the lock that this one has.
            continue
        number = event.number
        taken = [e for e in trace.events if e.number == number and _takes_a_permit(e)]
        given = sum(e.number == number and e.kind == "release permit" for e in trace.events)
        name = trace.threads[event.thread]
        label = called(event)
        if not taken and not given:
            sentence = f"{name} waits for a permit of {label}, and nobody ever gives it one."
        elif len(taken) == 1 and not given and (itself := _standing(trace, taken[0].thread)):
            by = trace.threads[taken[0].thread]
            sentence = (
                f"the permit of {label} that {by} has taken at {where(taken[0].place)} is not "
                f"given back: {by} waits itself, at {where(itself.event.place)}."
            )
        elif not given and _all_wait_elsewhere(trace, taken):
            names = listed([trace.threads[e.thread] for e in taken])
            have = "has taken it and waits" if len(taken) == 1 else "have taken one each and wait"
            sentence = f"no permit of {label} is left: {names} {have} for something else."
        elif len(taken) > given:
            last = taken[-1]
            last_by = f"{trace.threads[last.thread]} at {where(last.place)}"
            times = f"once, by {last_by}," if len(taken) == 1 else f"{len(taken)} times"
            times += f", the last time by {last_by}," if len(taken) > 1 else ""
            back = {0: "never", 1: "once"}.get(given, f"{given} times")
            sentence = f"a permit of {label} has been taken {times} and {back} given back."
        else:
            continue
        return Pattern("no permit left", sentence, pattern.PERMITS)
    return None


def _all_wait_elsewhere(trace: Trace, taken: list[Event]) -> bool:
    """Whether those who took permits, once each, stand still, but not before another permit.

    They may well give it back later; there is just no later.
    """
    stuck = {w.event.thread for w in trace.waiting if w.event.number != taken[0].number}
    takers = {event.thread for event in taken}
    return len(takers) == len(taken) and takers <= stuck


def _standing(trace: Trace, thread: int) -> Waiting | None:
    return next((waiting for waiting in trace.waiting if waiting.event.thread == thread), None)
