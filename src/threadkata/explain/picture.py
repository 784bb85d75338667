"""One run as what can be drawn: steps, and how each thread stands between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from threadkata.explain.steps import told_events
from threadkata.explain.tell import called, is_test, tell
from threadkata.explain.verdict import Verdict
from threadkata.model.moments import Blocked, Moment
from threadkata.model.place import Place
from threadkata.model.trace import Event, Trace

#: Steps that are drawn before the middle is left out.
STEPS: Final = 300


@dataclass(frozen=True, slots=True)
class Arrow:
    """One thread lets another go on.

    Attributes:
        source: the thread that does.
        target: the thread that can go on, or that begins.
        says: in what way: `wakes`, `lets go on`.
    """

    source: int
    target: int
    says: str


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a thread stands between two steps.

    Attributes:
        status: `unborn`, `ready`, `waits` or `ended`.
        place: the place in the source that it stands before; None if there is none.
        says: what it is about to do, or what it waits for.
        wants: what the program calls that which it waits for.
        lock: the lock that it wants, by its number; 0 if none.
        holder: the thread it waits for; None if nobody in particular.
        asleep: whether somebody has to wake it.
        counts: whether its waiting is part of what went wrong, and not the test's waiting for the
            threads that it started.
    """

    status: str
    place: Place | None = None
    says: str = ""
    wants: str = ""
    lock: int = 0
    holder: int | None = None
    asleep: bool = False
    counts: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """How all threads stand between two steps.

    Attributes:
        stands: one for each thread.
        held: the locks that are held: their number, what the program calls them, the holder.
    """

    stands: tuple[Stand, ...]
    held: tuple[tuple[int, str, int], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a thread did and another could notice.

    Attributes:
        position: which event of the trace it is.
        thread: who.
        place: where in the source.
        about: what it was about to do, in words.
        says: what it did.
        lock: the lock that it acts on, by its number; 0 if none.
        arrows: whom it lets go on.
        after: how the threads stand before the next step.
        skipped: how many steps before this one are left out.
    """

    position: int
    thread: int
    place: Place | None
    about: str
    says: str
    lock: int
    arrows: tuple[Arrow, ...]
    after: State
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """One run, to be drawn.

    Attributes:
        threads: names of the threads.
        before: how the threads stand before the first step.
        steps: what they did.
        locks: the locks, by their numbers, and what the program calls them first.
    """

    threads: tuple[str, ...]
    before: State
    steps: tuple[Step, ...]
    locks: tuple[tuple[int, str], ...]


def picture_of(
    trace: Trace,
    moments: Sequence[Moment],
    verdict: Verdict | None,
    chosen: Collection[int] = (),
    limit: int = STEPS,
) -> Picture:
    """Draw up one run.

    Arguments:
        trace: what happened.
        moments: how the threads stood before each event, and at the end.
        verdict: what is wrong with it; None if nothing is.
        chosen: events, by their index, that are steps in any case.
        limit: how many steps there may be; the middle of a longer run is left out.
    """
    states = _States(trace, moments)
    kept = _kept(trace, moments, verdict, chosen)
    steps: list[Step] = []
    for number, position in enumerate(kept):
        event = trace.events[position]
        following = kept[number + 1] if number + 1 < len(kept) else len(trace.events)
        steps.append(
            Step(
                position,
                event.thread,
                event.place,
                _would(event, trace.threads),
                _says(event, trace.threads),
                moments[position].lock,
                _arrows(trace, moments, position, following),
                states.at(following),
            )
        )
    before = states.at(kept[0] if kept else len(trace.events))
    locks = tuple(sorted(states.lock_names.items()))
    return Picture(trace.threads, before, _folded(steps, limit), locks)


def _says(event: Event, threads: Sequence[str]) -> str:
    match event.kind:
        case "start":
            return f"starts {called(event)}"
        case "join":
            return f"has waited for {called(event)} to end"
        case "end":
            return "ends"
    return tell(event, threads) or _would(event, threads)


def _would(event: Event, threads: Sequence[str]) -> str:
    """What a step is before it has been done: who is told this does not know what comes of it."""
    match event.kind:
        case "read":
            return f"reads {event.label}" if event.label else "reads something that is shared"
        case "write":
            return f"writes {called(event)}"
        case "call":
            return f"calls {event.name}()" if event.name else f"changes {called(event)}"
        case "try":
            return f"tries to take {called(event)}"
        case "notify":
            return f"notifies {called(event)}"
        case "start" | "join" | "end":
            return _says(event, threads)
    return tell(event, threads)


def _folded(steps: list[Step], limit: int) -> tuple[Step, ...]:
    skipped = len(steps) - limit
    if skipped <= 0:
        return tuple(steps)
    head = limit // 2
    first = steps[head + skipped]
    return (*steps[:head], replace(first, skipped=skipped), *steps[head + skipped + 1 :])


# ---------------------------------------------------------------------- which steps are drawn


def _kept(
    trace: Trace,
    moments: Sequence[Moment],
    verdict: Verdict | None,
    chosen: Collection[int],
) -> list[int]:
    in_any_case = {
        position
        for position, event in enumerate(trace.events)
        if (_is_learners(event) and event.kind in ("start", "join"))
        or _lets_go_on(trace, moments, position)
    }.union(chosen)
    kept, _ = told_events(trace, verdict, in_any_case)
    if any(trace.events[position].thread for position in kept):
        # What the test prepares, and what it looks at in the end, is no part of the interleaving.
        while _by_the_test(trace.events[kept[0]]) and kept[0] not in chosen:
            kept = kept[1:]
        while _by_the_test(trace.events[kept[-1]]) and kept[-1] not in chosen:
            kept = kept[:-1]
    return kept


def _is_learners(event: Event) -> bool:
    return event.place is not None and not is_test(event.place.path)


def _lets_go_on(trace: Trace, moments: Sequence[Moment], position: int) -> bool:
    """Whether an event frees a thread from a wait that the learner's own code is in."""
    event = trace.events[position]
    if event.kind != "end":
        return False
    before = {blocked.thread for blocked in moments[position].blocked}
    after = {blocked.thread for blocked in moments[position + 1].blocked}
    for thread in before - after - {event.thread}:
        later = next((e for e in trace.events[position:] if e.thread == thread), None)
        if later is not None and _is_learners(later):
            return True
    return False


def _by_the_test(event: Event) -> bool:
    return event.thread == 0 and event.place is not None and is_test(event.place.path)


# ---------------------------------------------------------------------- who lets whom go on


def _arrows(
    trace: Trace, moments: Sequence[Moment], position: int, following: int
) -> tuple[Arrow, ...]:
    """Whom the events from one step up to the next let go on."""
    arrows: dict[int, Arrow] = {}
    for now in range(position, following):
        source = trace.events[now].thread
        before = {blocked.thread: blocked for blocked in moments[now].blocked}
        after = {blocked.thread: blocked for blocked in moments[now + 1].blocked}
        for thread, blocked in before.items():
            if thread == source:
                continue
            still = after.get(thread)
            if blocked.asleep and (still is None or not still.asleep):
                arrows[thread] = Arrow(source, thread, "wakes")
            elif still is None:
                arrows.setdefault(thread, Arrow(source, thread, "lets go on"))
        for thread in range(moments[now].started, moments[now + 1].started):
            arrows[thread] = Arrow(source, thread, "starts")
    return tuple(arrows.values())


# ---------------------------------------------------------------------- how the threads stand


class _States:
    """How the threads stand before each event.

    Attributes:
        lock_names: what the program calls each lock first, by the lock's number.
    """

    def __init__(self, trace: Trace, moments: Sequence[Moment]) -> None:
        self._trace = trace
        self._moments = moments
        self._positions: list[list[int]] = [[] for _ in trace.threads]
        for position, event in enumerate(trace.events):
            self._positions[event.thread].append(position)
        self.lock_names = _lock_names(trace, moments)
        self._left: Mapping[int, Event] = {w.event.thread: w.event for w in trace.waiting}

    def at(self, position: int) -> State:
        """The state before an event, or at the end."""
        moment = self._moments[position]
        blocked = {blocked.thread: blocked for blocked in moment.blocked}
        stands = []
        for thread in range(len(self._trace.threads)):
            if thread >= moment.started:
                stands.append(Stand("unborn"))
            elif thread in moment.ended:
                stands.append(Stand("ended", says=self._end(thread, position)))
            else:
                stands.append(self._stand(thread, position, blocked.get(thread)))
        held = tuple(
            (lock, self.lock_names.get(lock, "lock"), holder) for lock, holder in moment.held
        )
        return State(tuple(stands), held)

    def _end(self, thread: int, position: int) -> str:
        error = self._trace.died_of[thread]
        return f"has ended with {error}" if error else "has ended"

    def _stand(self, thread: int, position: int, blocked: Blocked | None) -> Stand:
        own = self._positions[thread]
        later = bisect_left(own, position)
        event = self._trace.events[own[later]] if later < len(own) else self._left.get(thread)
        if event is None or blocked is None:
            return Stand("ready", None if event is None else event.place, "can go on")
        in_test = event.kind == "join" and event.place is not None and is_test(event.place.path)
        return Stand(
            "waits",
            event.place,
            self._waits(event, blocked),
            "its end" if event.kind == "join" else called(event),
            blocked.lock,
            blocked.holder,
            blocked.asleep,
            counts=not (in_test and thread == 0),
        )

    def _waits(self, event: Event, blocked: Blocked) -> str:
        label = called(event)
        holder = "" if blocked.holder is None else self._trace.threads[blocked.holder]
        if blocked.holder == event.thread:
            holder = "itself"
        if event.kind == "join":
            return f"waits for {holder or label} to end"
        if event.kind == "sleep":
            return "sleeps"
        if event.kind in ("spin", "yield"):
            return "would look again, but nothing has changed"
        if event.kind == "acquire":
            return f"waits to take {label}" + (f", held by {holder}" if holder else "")
        if event.kind == "wake" and blocked.asleep:
            return f"waits for {label}, until somebody wakes it"
        if event.kind == "wake":
            return f"is woken and wants {label} back" + (f", held by {holder}" if holder else "")
        if event.kind == "take permit":
            return f"waits for a permit of {label}"
        return f"waits for {label}"


def _lock_names(trace: Trace, moments: Sequence[Moment]) -> dict[int, str]:
    names: dict[int, str] = {}
    for event, moment in zip(trace.events, moments, strict=False):
        if moment.lock and event.label:
            names.setdefault(moment.lock, event.label)
    return names
