"""What happened in one run, step by step, with source lines and values.

Gathered only for the run that is reported: looking at frames is dear.
"""

from __future__ import annotations

import itertools
import linecache
import re
import sys
from dataclasses import dataclass, replace
from types import CodeType, FrameType
from typing import Any, Final, final

from threadkata.model.access import Cell
from threadkata.model.kinds import CONTAINERS
from threadkata.model.lowlevel import VirtualLock
from threadkata.model.operation import Operation
from threadkata.model.threads import Scheduler, VirtualThread

#: A `with` statement in one line, up to what is entered.
_WITH: Final = re.compile(r"\s*with (.+?)(?: as .*)?:\s*(?:#.*)?$")
#: Characters of a value that are shown.
VALUE_WIDTH: Final = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of source code.

    Attributes:
        path: the file.
        line: its first line, from 1.
        function: the function it is in.
        text: the whole first line, without indentation.
        expression: the piece itself, if it lies in one line.
    """

    path: str
    line: int
    function: str
    text: str
    expression: str


@dataclass(frozen=True, slots=True)
class Event:
    """One operation that a thread did, or stands before.

    Attributes:
        thread: who, as an index into the trace's threads.
        kind: the kind of operation, as in `Operation`.
        name: the attribute or method.
        label: what the program calls the object it acts on: `self._lock`.
        subject_type: the class of that object: Lock, Condition, Semaphore, ...
        number: which object that is, from 1 in the order in which they appear in the trace.
        place: where in the program, if it is in the program.
        value: what was read or written, as text; empty where there is none.
        timed_out: the operation went ahead because its time had run out.
    """

    thread: int
    kind: str
    name: str
    label: str
    subject_type: str
    number: int
    place: Place | None
    value: str = ""
    timed_out: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thread that can go no further.

    Attributes:
        event: what it stands before.
        holder: who holds the lock that it waits for, or whom it joins; None if nobody.
        holder_ended: whether that one has ended.
        to_be_woken: whether it waits for another thread to wake it.
    """

    event: Event
    holder: int | None
    holder_ended: bool
    to_be_woken: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """One run, as far as it can be told.

    Attributes:
        threads: names of the threads, the main thread first.
        events: what they did, in order.
        waiting: the threads that were left standing at the end.
        ended: for each thread, whether it had ended.
        died_of: for each thread, the exception that ended it, as text; empty where none did.
    """

    threads: tuple[str, ...]
    events: tuple[Event, ...]
    waiting: tuple[Waiting, ...]
    ended: tuple[bool, ...]
    died_of: tuple[str, ...]


@final
class Recorder:
    """Watches a run and makes its trace."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._places: dict[VirtualThread, Place | None] = {}
        self._events: list[Event] = []
        self._numbers: dict[int, int] = {}
        self._subjects: list[object] = []
        self._unsettled: tuple[int, Any, str] | None = None
        self._waiting: tuple[Waiting, ...] = ()

    # ------------------------------------------------------------------ watching

    def announced(self, thread: VirtualThread, operation: Operation) -> None:
        """See `Observer`."""
        self._settle()
        self._places[thread] = self._place(sys._getframe(2))

    def moved(self, thread: VirtualThread, operation: Operation) -> None:
        """See `Observer`."""
        self._settle()
        expired = operation.guard is not None and not operation.guard()
        event = self._event(thread, operation, expired and operation.deadline is not None)
        if operation.kind == "read":
            event = replace(event, value=self._peek(operation.subject, operation.name))
        self._events.append(event)
        if operation.kind in ("write", "call") and operation.name:
            position = len(self._events) - 1
            self._unsettled = (position, operation.subject, operation.name)

    def stopped(self) -> None:
        """See `Observer`."""
        self._settle()

    def _settle(self) -> None:
        """A value that was written can be seen only after it was."""
        if self._unsettled is not None:
            position, subject, name = self._unsettled
            self._unsettled = None
            value = self._peek(subject, name)
            self._events[position] = replace(self._events[position], value=value)

    # ------------------------------------------------------------------ the result

    def trace(self) -> Trace:
        """The trace of the run that has just ended."""
        self._settle()
        threads = self._scheduler.threads
        return Trace(
            tuple(names_of(threads)),
            tuple(self._events),
            tuple(self._wait(thread) for thread in threads if self._stands(thread)),
            tuple(thread.ended for thread in threads),
            tuple(self._died_of(thread) for thread in threads),
        )

    def _died_of(self, thread: VirtualThread) -> str:
        for dead, error in self._scheduler.deaths:
            if dead is thread:
                return shown(error)
        return ""

    def _stands(self, thread: VirtualThread) -> bool:
        return not thread.ended and thread in self._scheduler.live

    def _wait(self, thread: VirtualThread) -> Waiting:
        operation = thread.pending
        event = self._event(thread, operation, timed_out=False)
        holder = holder_of(self._scheduler, operation)
        return Waiting(
            event,
            None if holder is None else holder.number - 1,
            holder is not None and holder.ended,
            isinstance(operation.latch, VirtualLock) and operation.latch.locked_now,
        )

    def _event(self, thread: VirtualThread, operation: Operation, timed_out: bool) -> Event:
        place = self._places.get(thread)
        subject = operation.subject
        number = 0
        if subject is not None:
            number = self._numbers.get(id(subject), 0)
            if not number:
                number = self._numbers[id(subject)] = len(self._numbers) + 1
                self._subjects.append(subject)
        label = "" if place is None else _label(operation, place.expression)
        return Event(
            thread.number - 1,
            operation.kind,
            operation.name,
            label,
            _type_name(subject),
            number,
            place,
            timed_out=timed_out,
        )

    def _place(self, frame: FrameType | None) -> Place | None:
        own_files = self._scheduler.own_files
        while frame is not None and frame.f_code.co_filename not in own_files:
            frame = frame.f_back
        if frame is None:
            return None
        return place_of(frame.f_code, frame.f_lasti, frame.f_lineno)

    def _peek(self, subject: Any, name: str) -> str:
        """The value of an attribute, an item or a variable, looked at without being noticed."""
        try:
            if isinstance(subject, Cell):
                return ""
            if not name or name == "next" or isinstance(subject, CONTAINERS):
                return shown(subject)
            namespace = vars(subject)
            if name in namespace:
                return shown(namespace[name])
            found = vars(type(subject)).get(name)
            if found is not None and type(found).__name__ == "member_descriptor":
                return shown(found.__get__(subject))
            return shown(found) if found is not None else ""
        except (TypeError, AttributeError, KeyError, RuntimeError):
            return ""


def holder_of(scheduler: Scheduler, operation: Operation) -> VirtualThread | None:
    """Who would have to move before `operation` can: a lock's holder, or the thread joined."""
    subject = operation.subject
    if operation.kind == "join" or operation.name == "join":
        for thread in scheduler.threads:
            if thread.thread is subject:
                return thread
        return None
    latch = operation.latch
    if isinstance(latch, VirtualLock) and latch.locked_now:
        return None
    lock = getattr(subject, "_lock", subject)
    block = getattr(lock, "_block", lock)
    return block.holder if isinstance(block, VirtualLock) else None


def _type_name(subject: object) -> str:
    name = "lock" if isinstance(subject, VirtualLock) else type(subject).__name__
    return "RLock" if name == "_RLock" else name


def names_of(threads: list[VirtualThread]) -> list[str]:
    """What to call the threads. Two of one name are told apart by a number."""
    names = [thread.name for thread in threads]
    if names:
        names[0] = "main"
    result = []
    for position, name in enumerate(names):
        if names.count(name) > 1:
            name = f"{name} #{names[: position + 1].count(name)}"
        result.append(name)
    return result


def place_of(code: CodeType, instruction: int, line: int) -> Place:
    """The place in the source of one instruction (an offset in bytes)."""
    positions = next(itertools.islice(code.co_positions(), instruction // 2, None), None)
    text = linecache.getline(code.co_filename, line)
    expression = ""
    with_statement = _WITH.match(text)
    if with_statement is not None and "," not in with_statement[1]:
        # Some versions place what `with` does at the statement as a whole.
        expression = with_statement[1]
    elif positions is not None:
        start_line, end_line, start, end = positions
        if start_line == end_line == line and start is not None and end is not None:
            expression = text.encode()[start:end].decode(errors="replace")
    return Place(code.co_filename, line, code.co_qualname, text.strip(), expression)


def _label(operation: Operation, expression: str) -> str:
    """What the program calls the object that an operation acts on."""
    text = expression
    if operation.kind in ("read", "write"):
        return text
    if text.endswith(")"):
        # A method call: what stands before the last dot outside of parentheses.
        depth = 0
        for position in range(len(text) - 1, -1, -1):
            depth += (text[position] in ")]}") - (text[position] in "([{")
            if depth == 0 and text[position] in "([{":
                callee = text[:position]
                return callee.rpartition(".")[0] or callee
    return text


def shown(value: object) -> str:
    """A value as text, in at most `VALUE_WIDTH` characters, without running the program's code."""
    text = _shown(value, 2)
    return text if len(text) <= VALUE_WIDTH else text[: VALUE_WIDTH - 1] + "…"


def _shown(value: Any, depth: int) -> str:
    cls = type(value)
    if cls in (int, float, bool, str, bytes, type(None), complex):
        return repr(value)
    if (depth and cls in (list, tuple, set, frozenset)) or cls.__name__ == "deque":
        items = [_shown(item, depth - 1) for item in itertools.islice(value, 6)]
        if len(value) > 6:
            items[5] = "…"
        inside = ", ".join(items)
        if cls is tuple:
            return f"({inside},)" if len(items) == 1 else f"({inside})"
        if cls is list:
            return f"[{inside}]"
        if cls.__name__ == "deque":
            return f"deque([{inside}])"
        return f"{{{inside}}}" if items else f"{cls.__name__}()"
    if depth and cls is dict:
        pairs = [
            f"{_shown(key, depth - 1)}: {_shown(item, depth - 1)}"
            for key, item in itertools.islice(value.items(), 5)
        ]
        return "{" + ", ".join(pairs) + ("}" if len(value) <= 5 else ", …}")
    if isinstance(value, BaseException):
        return f"{cls.__name__}({', '.join(_shown(item, 0) for item in value.args)})"
    name = getattr(value, "__name__", None)
    if isinstance(name, str) and callable(value):
        return name
    return f"<{cls.__name__}>"
