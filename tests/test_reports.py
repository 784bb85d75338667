"""What reports look like, on wide and on narrow terminals, and read aloud."""

from __future__ import annotations

import re
from typing import Any

import pytest
from reports import failure_of, known

from threadkata.explain.failure import Failure
from threadkata.explain.terminal import render, render_plain
from threadkata.explain.verdict import Kind, Verdict
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


@pytest.mark.parametrize(
    ("kind", "detail"),
    [(Kind.NOT_DETERMINISTIC, "deadlock"), (Kind.OUTSIDE_THE_MODEL, ""), (Kind.NOT_OVER, "")],
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
