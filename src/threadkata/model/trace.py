"""What happened in one run, step by step, with source lines and values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from threadkata.model.place import Place


class Event(NamedTuple):
    """One operation that a thread did, or stands before.

    What an operation has come to is added to it after it was done, and a run can have thousands of
    them: with a frozen dataclass of this size that takes as long as all the rest of writing down.

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
        lock: which lock it has to do with (that of a condition, for one); 0 if with none. Locks
            are numbered as objects are.
        owners: who holds which lock when it is done: (lock, thread), in the order of the locks.
        waiters: for a notify, how many threads wait for it.
        woken: for a notify, those of them whom it wakes.
        part: which part of the object it reads or writes; empty for the object as a whole.
        found: what a call found that does not do what it is called for, or need not: no permit,
            something empty, full, set, done or broken. For a wake, what the thread goes on with.
        must_wait: for a wait for a condition and for its end, whether the test on which the thread
            waits says so as things are then; None if that is not known.
        call: which call of the function at its place it is in, as a number from 1; 0 if not known.
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
    lock: int = 0
    owners: tuple[tuple[int, int], ...] = ()
    waiters: int = 0
    woken: tuple[int, ...] = ()
    part: str = ""
    found: str = ""
    must_wait: bool | None = None
    call: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thread that can go no further.

    Attributes:
        event: what it stands before.
        holder: who holds the lock that it waits for, or whom it joins; None if nobody.
        holder_ended: whether that one has ended.
        to_be_woken: whether it waits for another thread to wake it.
        parties: how many threads have to come to the barrier that it waits at; 0 if at none.
        calls: the lines of the program that it is in, outermost first: file and line.
        free_since: the event, by its index, after which the test on which it waits with a Condition
            has let it go on, from then to the end; None if there is none or it is not known.
    """

    event: Event
    holder: int | None
    holder_ended: bool
    to_be_woken: bool
    parties: int = 0
    calls: tuple[tuple[str, int], ...] = ()
    free_since: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A lock that is held at the end of a run.

    Attributes:
        lock: which one, by its number.
        thread: who holds it.
        label: what the program called it where it was taken.
        place: where it was taken.
        left: whether the call in which it was taken is certainly over.
        inside: whether that call is certainly still going on.
    """

    lock: int
    thread: int
    label: str
    place: Place | None
    left: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """One run, as far as it can be told.

    Attributes:
        threads: names of the threads, the main thread first.
        events: what they did, in order.
        waiting: the threads that were left standing at the end.
        ended: for each thread, whether it had ended.
        died_of: for each thread, the exception that ended it, as text; empty where none did.
        held: the locks that are held at the end, in the order in which they were taken.
        born: for each thread, how many events there had been when it was made.
    """

    threads: tuple[str, ...]
    events: tuple[Event, ...]
    waiting: tuple[Waiting, ...]
    ended: tuple[bool, ...]
    died_of: tuple[str, ...]
    held: tuple[Held, ...]
    born: tuple[int, ...]
