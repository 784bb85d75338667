"""`lazy import`, which Python has from 3.15 on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from graders import own_test

from threadkata.model.world import World
from threadkata.search.outcomes import outcomes_of

pytestmark = pytest.mark.skipif(sys.version_info < (3, 15), reason="there are none before 3.15")

KATA = """
lazy import json
lazy import nowhere
lazy import threading
lazy import time as clock
lazy from concurrent.futures import ThreadPoolExecutor
lazy from threading import Lock, current_thread


class Work:
    def __init__(self):
        self.lock = Lock()
        self.done = []

    def do(self):
        clock.sleep(3_600)
        with self.lock:
            self.done = [*self.done, json.dumps(current_thread().name)]

    def do_twice(self):
        with ThreadPoolExecutor(2) as pool:
            pool.submit(self.do)
            pool.submit(self.do)
        return sorted(self.done)

    def miss(self):
        nowhere
"""
TEST = """
import pytest

def test_it(kata):
    work = kata.Work()
    done = work.do_twice()
    assert len(done) == 2
    with pytest.raises(ModuleNotFoundError):
        work.miss()
"""
RACE = """
lazy import threading

value = 0

def add():
    global value
    value = value + 1

def main():
    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return value
"""


def test_what_is_virtual_is_so_when_it_is_imported_lazily(tmp_path: Path) -> None:
    import concurrent.futures.thread  # noqa: F401  (or Python would have to import it)

    assert own_test(World(), tmp_path, KATA, TEST).judge().verdict is None


def test_threads_that_are_imported_lazily_lose_updates(tmp_path: Path) -> None:
    path = tmp_path / "race.py"
    path.write_text(RACE, encoding="utf-8")
    found = outcomes_of(path, "main")
    assert {outcome.value for outcome in found.schedules} == {1, 2}
