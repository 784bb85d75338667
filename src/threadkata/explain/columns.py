"""An interleaving as columns, one a thread; time runs downwards."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from threadkata.explain.steps import Row
from threadkata.explain.tell import is_test, listed
from threadkata.model.trace import Trace

#: Columns that the number of a row takes, with the blanks behind it.
NUMBER: Final = 5
#: Columns that the last thread has at least.
LAST: Final = 34
#: By how much a thread's column begins further to the right than the one before it, at least.
NEAREST: Final = 9
#: How far a line may reach over the columns to the right of it; nothing else is in that line.
REACH: Final = 46
#: Stands before the further lines of a line of source: further in than what is done there.
CONTINUED: Final = " " * 4
#: Stands behind a character that takes two columns, as long as columns are counted.
FILL: Final = "\ufdd0"
#: Locks in the gutter, at the most.
LOCKS: Final = 4
#: What the gutter calls them.
LETTERS: Final = "abcd"


@dataclass(frozen=True, slots=True)
class GutterLock:
    """A lock whose ownership is shown beside the columns.

    Attributes:
        number: the lock's.
        name: what to call it.
    """

    number: int
    name: str


def table(trace: Trace, rows: Sequence[Row], width: int) -> list[Text]:
    """The rows as columns, or one below the other where there are too many threads for that.

    Arguments:
        trace: the run they are from.
        rows: what to show.
        width: columns of the terminal.
    """
    threads = sorted({row.thread for row in rows if not row.is_note})
    if not threads:
        return []
    locks = gutter_locks(trace, rows)
    left = NUMBER + 2 * len(locks)
    room = width - left
    apart = room // len(threads)
    if len(threads) > 1:
        apart = min(apart, max((room - LAST) // (len(threads) - 1), 0))
    if apart < NEAREST:
        return _one_column(trace, rows, width)
    starts = {thread: left + position * apart for position, thread in enumerate(threads)}
    lines = _headings(trace, threads, starts, locks, width)
    sources = _sources(rows)
    for row, source in zip(rows, sources, strict=True):
        if row.is_note:
            lines += _note(row.text, width, left)
            continue
        reach = min(width - starts[row.thread], max(apart - 2, REACH))
        pieces = [(piece, "") for piece in _wrapped(source, reach, "", CONTINUED)]
        for told in row.told:
            pieces += [(piece, "dim") for piece in _wrapped(told, reach, "  ", "    ")]
        holders = "".join(f"{_holder(row, lock, threads)} " for lock in locks)
        for position, (piece, style) in enumerate(pieces):
            line = Text(f"{row.number:>3}  " if not position else " " * NUMBER, "dim")
            line.append(holders, "bold")
            line.append(" " * (starts[row.thread] - left))
            line.append(piece, style)
            lines.append(line)
    for letter, lock in zip(LETTERS, locks, strict=False):
        legend = f"{letter}: the column of the thread that holds {lock.name}"
        elsewhere = sorted(_holders_without_column(rows, lock, threads))
        if elsewhere:
            legend += f"; ? is {listed([trace.threads[thread] for thread in elsewhere])}"
        lines += [Text(piece) for piece in _wrapped(legend, width, " " * left, " " * (left + 3))]
    return lines


def _note(text: str, width: int, indent: int) -> list[Text]:
    blanks = " " * indent
    return [Text(piece, "dim") for piece in _wrapped(f"… {text} …", width, blanks, blanks + "  ")]


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    text = widened(text)
    # A character of two columns may come to stand in the last one of a line.
    width -= FILL in text
    words = [piece for word in text.split(" ") for piece in _pieces(word, width - len(rest))]
    lines = textwrap.wrap(
        " ".join(words), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
    return [line.replace(FILL, "") for line in lines]


def widened(text: str) -> str:
    """A text in which each character that takes two columns counts as two, with a `FILL`."""
    if text.isascii():
        return text
    return "".join(sign + FILL if cell_len(sign) > 1 else sign for sign in text)


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word that is too long for a line, broken where an expression can be, if it can."""
    while len(word) > room > 0:
        cut = max(word.rfind(sign, 0, room - 1) for sign in "([{.,=") + 1 or room
        yield word[:cut]
        word = word[cut:]
    yield word


def _headings(
    trace: Trace,
    threads: Sequence[int],
    starts: dict[int, int],
    locks: Sequence[GutterLock],
    width: int,
) -> list[Text]:
    """The names of the threads, in one line where they fit, else going down like stairs."""
    lines = [
        Text(
            " " * NUMBER + "".join(f"{letter} " for letter, _ in zip(LETTERS, locks, strict=False))
        )
    ]
    for position, thread in enumerate(threads):
        number = f"{position + 1} " if locks else ""
        name = widened(number + trace.threads[thread])[: width - starts[thread]].replace(FILL, "")
        if lines[-1].cell_len > starts[thread] - (1 if position else 0):
            lines.append(Text())
        lines[-1].append(" " * (starts[thread] - lines[-1].cell_len))
        lines[-1].append(name, "bold underline")
    return lines


def _holder(row: Row, lock: GutterLock, threads: Sequence[int]) -> str:
    holder = next((thread for number, thread in row.owners if number == lock.number), None)
    return " " if holder is None else str(threads.index(holder) + 1) if holder in threads else "?"


def _holders_without_column(
    rows: Sequence[Row], lock: GutterLock, threads: Sequence[int]
) -> set[int]:
    return {
        thread
        for row in rows
        for number, thread in row.owners
        if number == lock.number and thread not in threads and not row.is_note
    }


def gutter_locks(trace: Trace, rows: Sequence[Row]) -> list[GutterLock]:
    """The locks that one thread holds while another one moves, in the order of their numbers."""
    held = {
        number
        for row in rows
        for number, holder in row.owners
        if not row.is_note and holder != row.thread
    }
    held |= {waiting.event.lock for waiting in trace.waiting if waiting.holder is not None}
    names: dict[int, tuple[str, str]] = {}
    for event in trace.events:
        if event.lock in held and event.label and (event.lock, event.thread) in event.owners:
            names.setdefault(event.lock, (event.label, trace.threads[event.thread]))
    labels = [label for label, _ in names.values()]
    return [
        GutterLock(number, label if labels.count(label) == 1 else f"{label} of {thread}")
        for number, (label, thread) in sorted(names.items())[:LOCKS]
    ]


def _sources(rows: Sequence[Row]) -> list[str]:
    """The lines of source; a file is named unless it is the only one of the learner's."""
    own = sorted({row.path for row in rows if row.path and not is_test(row.path)})
    sources = []
    for row in rows:
        place = str(row.line)
        if row.path and row.path not in own[:1]:
            place = f"test {row.line}" if is_test(row.path) else f"{Path(row.path).name}:{row.line}"
        sources.append(row.text if row.is_note else f"{place}: {row.text}")
    return sources


def _one_column(trace: Trace, rows: Sequence[Row], width: int) -> list[Text]:
    lines: list[Text] = []
    for row, source in zip(rows, _sources(rows), strict=True):
        if row.is_note:
            lines += _note(row.text, width, NUMBER)
            continue
        name = trace.threads[row.thread]
        first, *more = _wrapped(f"{name}: {source}", width - NUMBER, "", CONTINUED)
        head = Text(f"{row.number:>3}  ", "dim")
        head.append(first[: len(name)], "bold")
        head.append(first[len(name) :], "")
        lines.append(head)
        lines += [Text(" " * NUMBER + piece) for piece in more]
        for told in row.told:
            lines += [Text(piece, "dim") for piece in _wrapped(told, width, " " * 7, " " * 8)]
    return lines
