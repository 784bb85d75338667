"""A tracer may begin at any time, whatever is suspended then, and end without a word."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from graders import own_test

from threadkata import witness
from threadkata.model.world import World

WORK = """
import bdb
import sys
import threading


class Work:
    def __init__(self):
        self.begun, self.traced = threading.Event(), threading.Event()
        self.said = ""

    def fail(self):
        self.begun.set()
        self.traced.wait()
        raise ValueError("what was expected")

    def try_it(self):
        try:
            self.fail()
        except ValueError as error:
            self.said = str(error)

    def trace(self):
        self.begun.wait()
        bdb.Bdb().set_trace()
        self.traced.set()

    def stop_tracing(self):
        sys.settrace(None)
"""
TEST = """
def test_it(kata, run):
    work = kata.Work()
    run(work.try_it, work.trace)
    work.stop_tracing()
    assert work.said == "what was expected"
"""
STUCK = """
import threading


class Work:
    def wait(self):
        threading.Event().wait()
"""
STUCK_TEST = """
def test_it(kata, run):
    run(kata.Work().wait)
"""


def test_a_tracer_begins_while_other_threads_wait(tmp_path: Path) -> None:
    assert own_test(World(), tmp_path, WORK, TEST).judge().verdict is None


def test_a_tracer_begins_between_two_runs(tmp_path: Path) -> None:
    test = own_test(World(), tmp_path, STUCK, STUCK_TEST)
    verdict = test.judge().verdict
    # The thread ends, and Python does not notice that nobody traces any more.
    thread = threading.Thread(target=lambda: sys.settrace(lambda *event: None))
    thread.start()
    thread.join()
    try:
        assert test.judge().verdict == verdict
    finally:
        sys.settrace(None)
    assert verdict is not None


@pytest.mark.skipif(sys.version_info < (3, 12), reason="nothing stays behind before 3.12")
@pytest.mark.parametrize("sets", [sys.settrace, sys.setprofile])
def test_what_real_threads_leave_behind_slows_nothing_down(
    sets: Callable[[Callable[..., None]], None],
) -> None:
    def code_run() -> bytes:
        anything()
        code: bytes = anything.__code__._co_code_adaptive  # type: ignore[attr-defined]
        return code

    def anything() -> None:
        pass

    before = code_run()
    with witness.tracing_ends():
        thread = threading.Thread(target=lambda: sets(lambda *event: None))
        thread.start()
        thread.join()
        assert code_run() != before
    assert code_run() == before
