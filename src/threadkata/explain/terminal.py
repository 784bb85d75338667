"""A failure in the terminal: the interleaving as columns, one a thread."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from threadkata.explain.verdict import Kind, Verdict
from threadkata.explain.waits import BLOCKING, what_waits, who_died, who_waits
from threadkata.model.threads import Ending
from threadkata.model.trace import Event, Trace

#: Rows of the table that are shown before the middle is left out.
ROWS: Final = 40
#: Stands behind what a thread does several times in a row.
AGAIN: Final = ", again and again"
#: Columns next to each other; with more threads than fit there is one column.
NARROWEST_COLUMN: Final = 22


#: Verdicts on runs in which threads were left standing.
STANDSTILL: Final = frozenset(
    {
        Kind.DEADLOCK,
        Kind.LOST_WAKEUP,
        Kind.LOCK_LEFT_HELD,
        Kind.LIVELOCK,
        Kind.THREAD_LEFT_RUNNING,
    }
)


@dataclass(frozen=True, slots=True)
class Failure:
    """Everything that a report tells.

    Attributes:
        exercise: `04_condition/bounded_buffer`.
        title: the test's name in words.
        requirement: the test's docstring.
        verdict: what is wrong.
        trace: what happened; None if there was no run.
        tried: how many interleavings were tried before this one showed.
        command: makes exactly this interleaving happen again.
    """

    exercise: str
    title: str
    requirement: str
    verdict: Verdict
    trace: Trace | None
    tried: int
    command: str


def render(failure: Failure, *, width: int = 80, color: bool = False) -> str:
    """The report on one failure, as text.

    Arguments:
        failure: what to tell.
        width: columns of the terminal.
        color: whether to use colour; nothing is told by colour alone.
    """
    width = max(40, min(width, 110))
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        soft_wrap=True,
        legacy_windows=False,
    )
    for line in _lines(failure, width):
        console.print(line)
    return stream.getvalue().rstrip("\n")


def _lines(failure: Failure, width: int) -> list[Text]:
    lines = [Text.assemble(("✗ ", "red bold"), (failure.exercise, "bold"), "  ", failure.title)]
    lines.append(Text())
    lines += _wrapped(failure.requirement, width)
    lines.append(Text())
    lines += _sentence(failure, width)
    if failure.trace is not None and failure.verdict.kind is not Kind.TO_DO:
        table = _table(failure.trace, width, failure.verdict)
        if table:
            lines.append(Text())
            lines += table
        sentences = []
        if failure.verdict.kind in STANDSTILL:
            sentences += who_waits(failure.trace)
        if failure.verdict.kind is not Kind.EXCEPTION:
            sentences += who_died(failure.trace)
        if sentences:
            lines.append(Text())
            for sentence in sentences:
                lines += _wrapped(sentence, width, hanging=2)
        lines.append(Text())
        lines += _tried(failure.tried, width)
        lines.append(Text(f"  {failure.command}", "cyan"))
    return lines


def _tried(tried: int, width: int) -> list[Text]:
    which = (
        "Fails in the first interleaving tried."
        if tried == 1
        else f"Fails in interleaving {tried} of those tried."
    )
    return _wrapped(f"{which} See exactly this one again:", width)


def _sentence(failure: Failure, width: int) -> list[Text]:
    verdict = failure.verdict
    label = verdict.kind.value.capitalize()
    first, *rest = (explain(failure) or "").split("\n")
    lines = _wrapped(f"{label}. {first}".rstrip(), width)
    if lines:
        lines[0].stylize("bold red", 2, 2 + len(label) + 1)
    for line in rest:
        lines += _wrapped(line, width, indent=4)
    return lines


def explain(failure: Failure) -> str:
    """What went wrong, in a sentence or two. Further lines are details."""
    verdict, trace = failure.verdict, failure.trace
    place = ""
    if verdict.path:
        place = f"{_short(verdict.path)}:{verdict.line}"
    where = f" at {place}" if place else ""
    who = verdict.thread or "A thread"
    match verdict.kind:
        case Kind.WRONG_RESULT:
            in_thread = "" if verdict.thread in ("", "main") else f" in thread {verdict.thread}"
            return f"The test's check{where} fails{in_thread}:\n{verdict.detail}"
        case Kind.EXCEPTION:
            return f"Thread {who} raises{where}:\n{verdict.detail}"
        case Kind.DEADLOCK:
            blocked = [
                waiting
                for waiting in (trace.waiting if trace is not None else ())
                if waiting.event.kind in BLOCKING
            ]
            if trace is not None and blocked and all(w.holder is None for w in blocked):
                name = trace.threads[blocked[0].event.thread]
                return f"Thread {name} {what_waits(blocked[0])}, and nobody is left to come."
            return "No thread can move: each waits for what only another waiting one can do."
        case Kind.LOST_WAKEUP:
            waits = ""
            if trace is not None:
                for waiting in trace.waiting:
                    if waiting.to_be_woken and trace.threads[waiting.event.thread] == who:
                        waits = f" {what_waits(waiting)},"
            return f"Thread {who}{waits or ' waits'} and nobody is left to wake it."
        case Kind.LOCK_LEFT_HELD:
            return (
                f"Thread {who} waits for a lock that a thread took and has ended without freeing."
            )
        case Kind.LIVELOCK:
            if verdict.detail == Ending.TOO_LONG.value:
                return "The threads go on and on and never come to an end."
            if verdict.detail == Ending.ENDLESS.value:
                return (
                    f"Thread {who} goes on and on{where}, without doing anything that another "
                    "thread could notice, and does not come to an end."
                )
            return (
                f"Thread {who} goes round the loop{where} for ever: "
                "nothing is left that could end it."
            )
        case Kind.BUSY_WAITING:
            return (
                f"Thread {who} keeps going round the loop{where} while nothing changes. It should "
                "sleep until it is woken: a thread that keeps looking takes the processor from "
                "those it waits for."
            )
        case Kind.THREAD_LEFT_RUNNING:
            return f"The test is over, but thread {who} has not ended and never will."
        case Kind.OUTSIDE_THE_MODEL:
            return (
                f"Thread {who} calls something{where} that waits for the world outside, such as "
                "input() or a socket. An exercise needs no such call."
            )
        case Kind.NOT_DETERMINISTIC:
            return (
                f"The same interleaving gave {verdict.detail} once and something else the next "
                "time. Something besides the threads decides what happens: the time of day, a "
                "file, a random number from the system."
            )
        case Kind.NOT_OVER | Kind.TO_DO:
            return f"{verdict.kind.value.capitalize()}{where}."


def _wrapped(text: str, width: int, *, indent: int = 2, hanging: int = 0) -> list[Text]:
    lines: list[Text] = []
    for paragraph in text.split("\n"):
        lines += [
            Text(line)
            for line in textwrap.wrap(
                paragraph,
                width,
                initial_indent=" " * indent,
                subsequent_indent=" " * (indent + hanging),
                break_long_words=False,
                break_on_hyphens=False,
            )
        ]
    return lines


# ---------------------------------------------------------------------- the table


@dataclass(frozen=True, slots=True)
class _Row:
    """What one thread did in one line of source: the line, then what it did there."""

    thread: int
    texts: tuple[str, ...]
    path: str = ""
    line: int = 0


def _short(path: str) -> str:
    return Path(path).name


def _table(trace: Trace, width: int, verdict: Verdict) -> list[Text]:
    rows = _rows(trace, verdict)
    if not rows:
        return []
    files = {row.path for row in rows}
    threads = sorted({row.thread for row in rows})
    left_out = max(0, len(rows) - ROWS)
    if left_out:
        # What goes on for ever is the same at the end as at the beginning.
        head = 3 * ROWS // 4 if verdict.kind is Kind.LIVELOCK else ROWS // 4
        tail = len(rows) - (ROWS - head)
        rows = [*rows[:head], _Row(-1, (f"… {left_out} rows …",)), *rows[tail:]]
    number_width = 5
    column = (width - number_width) // len(threads) - 2
    if column < NARROWEST_COLUMN:
        return _one_column(trace, rows, width, files)
    lines = [_heading([trace.threads[thread] for thread in threads], number_width, column)]
    number = 0
    for row in rows:
        if row.thread < 0:
            lines.append(Text(" " * number_width + row.texts[0], "dim"))
            number += left_out
            continue
        number += 1
        offset = number_width + threads.index(row.thread) * (column + 2)
        source = _source(row, files)
        pieces = textwrap.wrap(source, column, subsequent_indent="  ", break_on_hyphens=False)
        length = len(pieces)
        for text in row.texts[1:]:
            pieces += textwrap.wrap(
                text, column, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
            )
        for position, piece in enumerate(pieces):
            line = Text(f"{number:>3}  " if not position else " " * number_width, "dim")
            line.append(" " * (offset - number_width))
            line.append(piece, "" if position < length else "dim")
            lines.append(line)
    return lines


def _source(row: _Row, files: set[str]) -> str:
    """The line of source of a row; its file is named only where it is not always the same."""
    learners = sorted(path for path in files if not Path(path).name.startswith("test_"))
    where = str(row.line)
    if learners and row.path != learners[0]:
        where = "test " + where if Path(row.path).name.startswith("test_") else _short(row.path)
    return f"{where}: {row.texts[0]}"


def _heading(names: Sequence[str], number_width: int, column: int) -> Text:
    text = Text(" " * number_width)
    for name in names:
        text.append(name[:column].ljust(column), "bold underline")
        text.append("  ")
    text.rstrip()
    return text


def _one_column(trace: Trace, rows: list[_Row], width: int, files: set[str]) -> list[Text]:
    lines = []
    number = 0
    for row in rows:
        if row.thread < 0:
            lines.append(Text(f"     {row.texts[0]}", "dim"))
            continue
        number += 1
        head = Text(f"{number:>3}  ", "dim")
        head.append(f"{trace.threads[row.thread]}: ", "bold")
        head.append(_source(row, files))
        lines.append(head)
        for text in row.texts[1:]:
            lines += [
                Text(piece, "dim")
                for piece in textwrap.wrap(
                    text, width, initial_indent=" " * 9, subsequent_indent=" " * 11
                )
            ]
    return lines


def _rows(trace: Trace, verdict: Verdict) -> list[_Row]:
    """The events as rows; what one thread does in one line of source is one row."""
    shared = _shared(trace)
    rows: list[_Row] = []
    last: tuple[int, str, int] | None = None
    for event in _until_all_were_joined(trace.events):
        if not _matters(event, shared):
            continue
        place = event.place
        assert place is not None
        here = (event.thread, place.path, place.line)
        told = _tell(event)
        again = event.kind == "acquire" and rows and any("frees" in t for t in rows[-1].texts)
        if here == last and rows and not again:
            row = rows[-1]
            if told and told != row.texts[-1].partition(AGAIN)[0]:
                rows[-1] = replace(row, texts=(*row.texts, told))
            elif told:
                rows[-1] = replace(row, texts=(*row.texts[:-1], told + AGAIN))
        else:
            texts = (place.text, told) if told else (place.text,)
            rows.append(_Row(event.thread, texts, place.path, place.line))
        last = here
    return _until_raised(trace, rows, verdict)


def _until_all_were_joined(events: Sequence[Event]) -> Sequence[Event]:
    """Leave out what the main thread looks at when it has waited for the end of all others."""
    others = [position for position, event in enumerate(events) if event.thread]
    for position in range(others[-1] + 1 if others else len(events), len(events)):
        if events[position].kind == "join":
            return events[:position]
    return events


def _until_raised(trace: Trace, rows: list[_Row], verdict: Verdict) -> list[_Row]:
    """Leave out what no longer matters: what comes after an exception, or at the very end."""
    if verdict.kind is Kind.EXCEPTION and verdict.thread in trace.threads:
        thread = trace.threads.index(verdict.thread)
        for position in range(len(rows) - 1, -1, -1):
            row = rows[position]
            if row.thread == thread and (row.path, row.line) == (verdict.path, verdict.line):
                raises = f"raises {verdict.detail.splitlines()[0]}"
                return [*rows[:position], replace(row, texts=(*row.texts, raises))]
    if any(row.thread for row in rows):
        # What the test prepares, and what it looks at in the end, is told with its check.
        while _by_the_test(rows[-1]):
            rows = rows[:-1]
        while _by_the_test(rows[0]):
            rows = rows[1:]
    return rows


def _by_the_test(row: _Row) -> bool:
    return row.thread == 0 and Path(row.path).name.startswith("test_")


def _shared(trace: Trace) -> set[tuple[int, str]]:
    """Places (object, part) that two threads touched, one of them writing."""
    touched: dict[tuple[int, str], set[int]] = {}
    written: set[tuple[int, str]] = set()
    for event in trace.events:
        part = (event.number, _part(event))
        touched.setdefault(part, set()).add(event.thread)
        if event.kind in ("write", "call"):
            written.add(part)
    return {part for part, threads in touched.items() if len(threads) > 1 and part in written}


def _part(event: Event) -> str:
    return event.name if event.kind in ("read", "write") and event.name.isidentifier() else ""


def _matters(event: Event, shared: set[tuple[int, str]]) -> bool:
    if event.place is None or event.kind in ("begin", "end", "yield", "clock"):
        return False
    if event.kind in ("read", "write", "call"):
        return (event.number, _part(event)) in shared
    return event.kind not in ("start", "join")


_VERBS: Final = {
    "acquire": "takes",
    "release": "frees",
    "take permit": "takes a permit of",
    "release permit": "gives a permit back to",
    "notify": "notifies",
    "set": "sets",
    "clear": "clears",
    "barrier": "arrives at",
    "reset": "resets",
    "abort": "breaks",
    "put": "puts into",
    "get": "takes from",
}


def _tell(event: Event) -> str:
    """One event in words."""
    label = event.label
    match event.kind:
        case "read" if event.label.endswith(")"):
            return f"sees {event.value}"
        case "read":
            return f"reads {label} = {event.value}" if event.value else f"reads {label}"
        case "write":
            return f"writes {label} = {event.value}" if event.value else f"writes {label}"
        case "call":
            if event.value and event.label != event.name:
                return f"{event.label} is now {event.value}"
            return f"calls {event.name}()"
        case "wait" if event.subject_type == "Condition":
            return f"frees its lock and waits for {label}"
        case "wait":
            return f"waits for {label}"
        case "wake":
            return f"gives up waiting for {label}" if event.timed_out else "is woken"
        case "try":
            return f"tries to take {label}"
        case "sleep":
            return "has slept"
        case "spin":
            return "looks again: something has changed"
        case "acquire" if event.timed_out:
            return f"gives up waiting for {label}"
    verb = _VERBS.get(event.kind, event.kind)
    return f"{verb} {label}"
