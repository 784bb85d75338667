"""What reports look like, on wide and on narrow terminals, and read aloud."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from reports import failure_of, known

from threadkata.explain.failure import Failure
from threadkata.explain.terminal import render, render_plain
from threadkata.explain.verdict import OUTSIDE, Kind, Verdict
from threadkata.model.ending import Ending
from threadkata.model.world import World

pytest.importorskip("syrupy", reason="syrupy is not installed")

#: A mistake for each verdict, and for each way in which a report can look.
SHOWN = {
    "wrong-result": ("03_lock/counter", "no-lock"),
    "wrong-result-alone": ("02_event/latch", "counts-below-zero"),
    "exception": ("04_condition/bounded_buffer", "if-not-while"),
    "deadlock": ("03_lock/lock_order", "lock-order-inversion"),
    "deadlock-barrier": ("05_barrier/phases", "one-barrier-each"),
    "deadlock-semaphore": ("06_semaphore/multi_acquire", "looks-then-takes"),
    "deadlock-with-itself": ("03_lock/counter", "self-deadlock"),
    "lost-wakeup": ("04_condition/bounded_buffer", "notify-one-for-many"),
    "lost-wakeup-nested-lock": ("04_condition/mailbox", "nested-lock"),
    "livelock": ("04_condition/resource_gate", "never-gives-up"),
    "busy-waiting": ("06_semaphore/in_order", "busy-wait"),
    "thread-left-running": ("01_thread/heartbeat", "not-daemon"),
    "lock-left-held": ("03_lock/account", "no-release-on-exception"),
    "lock-of-main": ("03_lock/timed_lock", "releases-what-it-does-not-hold"),
    "many-threads": ("02_event/starting_gun", "set-clear-pulse"),
    "to-do": ("03_lock/counter", "stub"),
}


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def without_run(kind: Kind, detail: str = "") -> Failure:
    verdict = Verdict(kind, detail, "reader-1", "exercises/03_lock/lazy_value.py", 24)
    asked = "The factory is called once."
    return Failure("03_lock/lazy_value", "The factory is called once", asked, verdict, None, 3, "")


@pytest.mark.parametrize("name", SHOWN)
def test_report(name: str, world: World, snapshot: Any) -> None:
    failure = failure_of(world, known(*SHOWN[name]))
    for width in (80, 60):
        assert render(failure, width=width) == snapshot(name=f"{width}")
    assert render_plain(failure) == snapshot(name="plain")


def test_a_property_is_shown_as_what_it_gives_or_not_at_all(world: World) -> None:
    told = render_plain(failure_of(world, known("01_thread/worker_names", "name-set-after-start")))
    assert "writes thread.name = 'wheat'" in told
    assert "property" not in told


def test_a_look_at_an_event_is_told_with_what_it_sees(world: World) -> None:
    failure = failure_of(world, known("01_thread/every", "check-then-act"))
    told = render(failure, width=120)
    look = told.index("if not self._cancelled.is_set()")
    assert told[look:].splitlines()[1].strip() == "sees False"
    assert look < told.index("sets self._cancelled")


def test_who_finds_an_event_set_is_not_said_to_wait(world: World) -> None:
    told = render_plain(failure_of(world, known("02_event/ping_pong", "passed-on-too-early")))
    assert "Step 2, thread Thread-1 (play), line 18: finds mine set." in told


def test_args_that_are_no_tuple_are_named(world: World) -> None:
    told = render_plain(failure_of(world, known("01_thread/start_workers", "args-not-tuple")))
    assert "A tuple of one has a comma: args=(value,)." in told


def test_lines_of_the_test_are_never_taken_for_the_learners(world: World) -> None:
    told = render(failure_of(world, known("01_thread/start_workers", "run-not-start")), width=80)
    assert re.search(r"^  1  test \d+: meeting", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        (Kind.NOT_DETERMINISTIC, "deadlock"),
        pytest.param(Kind.OUTSIDE_THE_MODEL, OUTSIDE[Ending.BLOCKED], id="waits outside"),
        (Kind.NOT_OVER, ""),
    ],
)
def test_report_without_a_run(kind: Kind, detail: str, snapshot: Any) -> None:
    failure = without_run(kind, detail)
    for width in (80, 60):
        assert render(failure, width=width) == snapshot(name=f"{width}")
    assert render_plain(failure) == snapshot(name="plain")


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("name", SHOWN)
def test_a_report_fits_the_terminal(name: str, width: int, world: World) -> None:
    text = render(failure_of(world, known(*SHOWN[name])), width=width)
    # What cannot be broken may be longer: a name, a command, a word of the learner's.
    for line in text.splitlines():
        assert len(line) <= width or " " not in line.strip() or "--schedule" in line


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_read_aloud_has_no_columns_and_no_symbols(name: str, world: World) -> None:
    text = render_plain(failure_of(world, known(*SHOWN[name])))
    assert not re.search(r"[^\x20-\x7e\n“”…]", text.replace("…", ""))
    assert not re.search(r"\S {3,}\S", text)


def test_without_colour_there_are_no_escapes_and_with_it_the_same_words(world: World) -> None:
    failure = failure_of(world, known(*SHOWN["lost-wakeup"]))
    text, coloured = render(failure), render(failure, color=True)
    assert "\x1b" not in text
    assert "\x1b[1;31m" in coloured
    lines = re.sub(r"\x1b\[[\d;]*m", "", coloured).splitlines()
    assert [line.rstrip() for line in lines] == text.splitlines()


#: A call of each kind that does not get what it asks for, or need not wait for it.
CALLS = """\
import queue
import threading


class InOrder:
    def __init__(self):
        self.permits = threading.Semaphore(0)
        self.barrier = threading.Barrier(2)
        self.event = threading.Event()
        self.jobs = queue.Queue(1)

    def first(self, f):
        f()
        self.permits.acquire(blocking=False)
        self.permits.acquire(timeout=1)
        try:
            self.jobs.get(timeout=1)
        except queue.Empty:
            self.jobs.put(1)
        try:
            self.jobs.put_nowait(2)
        except queue.Full:
            self.event.set()
        self.event.wait()
        self.permits.release()
        self.barrier.wait()
        self.barrier.wait()
        self.barrier.abort()
        self.permits.acquire()

    def second(self, f):
        f()
        self.permits.acquire(timeout=100)
        try:
            self.barrier.wait()
            self.barrier.wait()
            self.barrier.wait()
        except threading.BrokenBarrierError:
            pass
"""


def test_what_a_call_finds_is_said(world: World) -> None:
    known_one = known("06_semaphore/in_order", "sequential")
    asked = "test_a_step_begins_when_the_one_before_has_ended"
    failure = failure_of(world, replace(known_one, source=CALLS.encode(), caught_by=asked))
    assert failure.verdict.kind is Kind.DEADLOCK
    said = " ".join(render_plain(failure).split())
    for words in (
        "line 14: finds no permit of self.permits.",
        "finds no permit of self.permits, then gives up waiting for self.permits.",
        "finds self.jobs empty, then gives up waiting for self.jobs.",
        "finds self.jobs full",
        "finds self.event set",
        "is woken and takes a permit of self.permits",
        "comes up to self.barrier, which the last round has left",
        "is woken: self.barrier is broken",
    ):
        assert words in said, words
    # It has been taken once and given back once: asking for it did not take it.
    assert "No permit left" not in said


def test_what_ended_a_thread_is_said_when_another_one_raises(world: World) -> None:
    """The caller finds a result missing; why that is, only the dead thread can tell."""
    mistake = known("07_local/pool_leak", "deleted-while-going-through")
    failure = failure_of(world, mistake)
    assert failure.verdict.kind is Kind.EXCEPTION
    assert failure.verdict.thread == "main"
    error = "RuntimeError('dictionary changed size during iteration')"
    assert f"Thread-1 (work) has ended with {error}." in render_plain(failure)


def test_what_is_called_has_become_nothing(world: World) -> None:
    """A method of a local, called by way of super(): there is no value to be told."""
    failure = failure_of(world, known("07_local/defaults", "no-copy"))
    assert "super()" in render(failure, width=80)
    assert "super() is now" not in render(failure, width=80)
