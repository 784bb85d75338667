"""Which steps of a run are told, and what is left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from threadkata.explain.tell import at, is_test, tell
from threadkata.explain.verdict import Kind, Verdict
from threadkata.model.trace import Event, Trace

#: Rows that are shown before the middle is left out.
ROWS: Final = 40
#: Things that a thread does in one row that are shown before the middle is left out.
TOLD: Final = 8
#: Stands behind what a thread does several times in a row.
AGAIN: Final = ", again and again"
#: Begins what is said of a round of steps within a row.
ON_AND_ON: Final = "and so on"
#: Rows of the longest round that is recognised when it is gone through again and again.
LONGEST_ROUND: Final = 12


@dataclass(frozen=True, slots=True)
class Row:
    """What one thread did in one line of source, or a note on rows that are left out.

    Attributes:
        thread: who; -1 if this is a note.
        text: the line of source, or the note.
        told: what the thread did there.
        path: the file.
        line: the line, from 1.
        owners: who holds which lock afterwards; see `Event`.
        number: of the row, from 1; 0 if this is a note.
    """

    thread: int
    text: str
    told: tuple[str, ...] = ()
    path: str = ""
    line: int = 0
    owners: tuple[tuple[int, int], ...] = ()
    number: int = 0

    @property
    def is_note(self) -> bool:
        """Whether it only says that something is left out."""
        return self.thread < 0


@dataclass(frozen=True, slots=True)
class Steps:
    """What of a run is told.

    Attributes:
        rows: in order.
        left_out: how many steps are in none of them, and in no note either.
    """

    rows: tuple[Row, ...]
    left_out: int


def steps_of(trace: Trace, verdict: Verdict, evidence: Collection[int] = ()) -> Steps:
    """Choose what to tell of a run.

    Told are the steps by which threads can have to do with one another: on primitives, and on what
    one of them changes and another looks at.

    Arguments:
        trace: the run.
        verdict: what is wrong with it.
        evidence: events, by their index, that are told in any case.
    """
    told, preparing = told_events(trace, verdict, evidence)
    rows: list[Row] = []
    for event in told:
        _add(rows, trace.events[event], trace.threads)
    places = [trace.events[event].place for event in preparing]
    prepared = sum(place is not None and not is_test(place.path) for place in places)
    rows = _until_raised(trace, rows, verdict)
    if all(row.thread == 0 for row in rows) and verdict.kind in _SAYS_ALL:
        return Steps((), 0)
    rows = _folded(_rounds_once(_numbered(rows)))
    if prepared and rows:
        rows.insert(0, Row(-1, f"{_steps(prepared)} of main, before there is another thread"))
    left_out = len(_that_count(trace, verdict)) - len(told) - len(preparing)
    return Steps(tuple(rows), left_out)


def told_events(
    trace: Trace, verdict: Verdict | None, evidence: Collection[int] = ()
) -> tuple[list[int], list[int]]:
    """Which events of a run matter to another thread.

    Arguments:
        trace: the run.
        verdict: what is wrong with it; None if nothing is.
        evidence: events, by their index, that are told in any case.

    Returns those that are told, and those that would be if there had been another thread by then.
    """
    shared, changed = _shared(trace), _changed(trace)
    events = _that_count(trace, verdict)
    alone = min(trace.born[1:], default=0)
    told: list[int] = []
    preparing: list[int] = []
    for position, event in enumerate(events):
        if position not in evidence:
            if not _matters(event, shared, changed):
                continue
            if position < alone and not _still_held(trace, position, alone):
                preparing.append(position)
                continue
        told.append(position)
    return told, preparing


#: Verdicts on runs that end before the test has looked at what has come of them.
_BEFORE_THE_END: Final = frozenset(
    {Kind.EXCEPTION, Kind.DEADLOCK, Kind.LOST_WAKEUP, Kind.LOCK_LEFT_HELD, Kind.LIVELOCK}
)
#: Verdicts of which the steps of a single thread tell nothing more.
_SAYS_ALL: Final = frozenset({Kind.WRONG_RESULT, Kind.EXCEPTION})


def _steps(number: int) -> str:
    return f"{number:,} step" if number == 1 else f"{number:,} steps"


def _add(rows: list[Row], event: Event, threads: Sequence[str]) -> None:
    """What one thread does in one line of source, without anything in between, is one row."""
    place = event.place
    if place is None:
        return
    told = tell(event, threads)
    last = rows[-1] if rows else Row(-1, "")
    here = (last.thread, last.path, last.line) == (event.thread, place.path, place.line)
    again = event.kind == "acquire" and any("frees" in text for text in last.told)
    if not here or again:
        first = (told,) if told else ()
        rows.append(Row(event.thread, place.text, first, place.path, place.line, event.owners))
        return
    texts = last.told
    if told and texts and told == texts[-1].partition(AGAIN)[0]:
        texts = (*texts[:-1], told + AGAIN)
    elif told:
        texts = (*texts, told)
    rows[-1] = replace(last, told=texts, owners=event.owners)


def _that_count(trace: Trace, verdict: Verdict | None) -> Sequence[Event]:
    """Leave out what the test looks at when it has waited for the end of all threads.

    Unless that comes to no end: then the main thread may stand in what it does there.
    """
    events = trace.events
    if verdict is not None and verdict.kind in _BEFORE_THE_END:
        end = len(events)
        while end and _in_test(events[end - 1]) and events[end - 1].kind in ("join", "call"):
            end -= 1
        return events[:end]
    others = [position for position, event in enumerate(events) if event.thread]
    for position in range(others[-1] + 1 if others else len(events), len(events)):
        if events[position].kind == "join":
            return events[:position]
    return events


def _until_raised(trace: Trace, rows: list[Row], verdict: Verdict) -> list[Row]:
    """Leave out what no longer matters: what comes after an exception, or at the very end."""
    if verdict.kind is Kind.EXCEPTION and verdict.thread in trace.threads:
        thread = trace.threads.index(verdict.thread)
        raises = f"raises {verdict.detail.splitlines()[0]}"
        for position in range(len(rows) - 1, -1, -1):
            row = rows[position]
            if row.thread == thread and (row.path, row.line) == (verdict.path, verdict.line):
                return [*rows[:position], replace(row, told=(*row.told, raises))]
        mine = [position for position, row in enumerate(rows) if row.thread == thread]
        if thread and mine and verdict.line:
            # The line has nothing to do with the others, so that it has no row.
            row = rows[mine[-1]]
            ends = f"ends: {at(verdict.path, verdict.line)} {raises}"
            rows = [*rows[: mine[-1]], replace(row, told=(*row.told, ends))]
    if any(row.thread for row in rows):
        # What the test prepares, and what it looks at in the end, is told with its check.
        while _by_the_test(rows[-1]):
            rows = rows[:-1]
        while _by_the_test(rows[0]):
            rows = rows[1:]
    return rows


def _in_test(event: Event) -> bool:
    return event.thread == 0 and event.place is not None and is_test(event.place.path)


def _by_the_test(row: Row) -> bool:
    return row.thread == 0 and is_test(row.path)


def _numbered(rows: Sequence[Row]) -> list[Row]:
    return [replace(row, number=number) for number, row in enumerate(rows, 1)]


def _rounds_once(rows: list[Row]) -> list[Row]:
    """Tell what is gone through again and again two times, and then how often."""
    result: list[Row] = []
    position = 0
    while position < len(rows):
        for length in range(1, LONGEST_ROUND + 1):
            times = _times(rows, position, length)
            if times > 3:
                end = position + times * length
                result += rows[position : position + 2 * length]
                which = "this row" if length == 1 else f"these {length} rows"
                result.append(Row(-1, f"{which} again, {times - 2:,} times"))
                position = end
                break
        else:
            result.append(_rounds_within(rows[position]))
            position += 1
    return result


def _times(rows: Sequence[Row], begin: int, length: int) -> int:
    """How often in a row the same `length` rows come from `begin` on."""
    times, position = 1, begin + length
    while position + length <= len(rows) and all(
        (one.thread, one.text, one.told, one.line) == (two.thread, two.text, two.told, two.line)
        for one, two in zip(
            rows[begin : begin + length], rows[position : position + length], strict=True
        )
    ):
        times += 1
        position += length
    return times


def _rounds_within(row: Row) -> Row:
    told = list(row.told)
    for length in (1, 2, 3, 4):
        for begin in range(min(3, len(told))):
            times = 1
            one_round = told[begin : begin + length]
            while told[begin + times * length : begin + (times + 1) * length] == one_round:
                times += 1
            if times > 3:
                rest = told[begin + times * length :]
                note = f"{ON_AND_ON}, {times - 1:,} times more"
                return _shortened(replace(row, told=(*told[: begin + length], note, *rest)))
    return _shortened(row)


def _shortened(row: Row) -> Row:
    """Leave out the middle of what a thread does in one line, if that goes on for long."""
    left_out = len(row.told) - TOLD
    if left_out <= 1:
        return row
    head = TOLD // 2
    note = f"{ON_AND_ON}, {left_out:,} steps more"
    return replace(row, told=(*row.told[:head], note, *row.told[head + left_out :]))


def _folded(rows: list[Row]) -> list[Row]:
    """Leave out the middle if there are more rows than anybody would read."""
    left_out = len(rows) - ROWS
    if left_out <= 0:
        return rows
    head = ROWS // 4
    note = Row(-1, f"{left_out:,} rows")
    return [*rows[:head], note, *rows[head + left_out :]]


def _still_held(trace: Trace, position: int, alone: int) -> bool:
    """Whether a lock that is taken here is still held when there are other threads."""
    event = trace.events[position]
    if event.kind not in ("acquire", "try"):
        return False
    if any((event.lock, event.thread) not in e.owners for e in trace.events[position:alone]):
        return False
    if alone < len(trace.events):
        return (event.lock, event.thread) in trace.events[alone].owners
    # The others have not got anywhere, maybe because of this lock.
    return any((held.lock, held.thread) == (event.lock, event.thread) for held in trace.held)


def _shared(trace: Trace) -> set[tuple[int, str]]:
    """Places (object, part) that two threads touched, one of them writing."""
    touched: dict[tuple[int, str], set[int]] = {}
    written: set[tuple[int, str]] = set()
    for event in trace.events:
        place = (event.number, event.part)
        touched.setdefault(place, set()).add(event.thread)
        if event.kind in ("write", "call"):
            written.add(place)
    return {place for place, threads in touched.items() if len(threads) > 1 and place in written}


def _changed(trace: Trace) -> set[int]:
    """Primitives that two threads touched, one of them other than by looking or waiting."""
    touched: dict[int, set[int]] = {}
    changed: set[int] = set()
    for event in trace.events:
        touched.setdefault(event.number, set()).add(event.thread)
        if event.kind not in ("read", "wait", "wake"):
            changed.add(event.number)
    return {number for number in changed if len(touched[number]) > 1}


def _matters(event: Event, shared: set[tuple[int, str]], changed: set[int]) -> bool:
    if event.place is None or event.kind in ("begin", "end", "yield", "clock"):
        return False
    if event.kind == "read" and event.name == "read":
        # A look at a primitive, as is_set() takes it.
        return event.number in changed
    if event.kind in ("read", "write", "call"):
        return (event.number, event.part) in shared
    return event.kind not in ("start", "join")
