"""A tracer may begin at any time, whatever is suspended then."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from graders import own_test

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
