"""Executors and futures: a call is one step, and modules that keep state start anew in each run."""

from __future__ import annotations

import pytest
from enumeration import Result, Subject, reduce, sample
from thoroughness import marked

from threadkata.model import futures, stdlib
from threadkata.model.ending import Ending
from threadkata.search.strategy import keep_going

HEAD = """
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from threading import Event, current_thread

def name():
    return current_thread().name

"""

PROGRAMS = {
    "who runs what": """
def main():
    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(name) for _ in range(2)]:
            note(future.result())
""",
    "one worker": """
def main():
    done = []
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(done.append, 1)
        second = pool.submit(done.append, 2)
        note(first.done(), second.done())
    note(tuple(done))
""",
    "cancelled, or too late": """
def main():
    seen = []
    pool = ThreadPoolExecutor(1)
    future = pool.submit(seen.append, 1)
    note(future.cancel(), future.cancelled(), future.running())
    pool.shutdown()
    note(tuple(seen), future.done())
""",
    "shut down without waiting": """
def main():
    pool = ThreadPoolExecutor(2)
    future = pool.submit(name)
    pool.shutdown(wait=False, cancel_futures=True)
    note(future.cancelled())
""",
    "submitted too late": """
def main():
    pool = ThreadPoolExecutor(1)
    def late():
        try:
            note(pool.submit(name).result())
        except RuntimeError as error:
            note(str(error))
    thread = threading.Thread(target=late)
    thread.start()
    pool.shutdown()
    thread.join()
""",
    "who is first": """
def main():
    with ThreadPoolExecutor(2) as pool:
        futures = {pool.submit(int, n): n for n in (1, 2)}
        note(*[futures[future] for future in as_completed(futures)])
""",
    "the first of two": """
def main():
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(int, n) for n in (1, 2)]
        done, rest = wait(futures, return_when=FIRST_COMPLETED)
        note(*sorted(future.result() for future in done))
""",
    "ended by hand, one by one": """
def main():
    first, second = Future(), Future()
    threading.Thread(target=first.set_result, args=(1,)).start()
    threading.Thread(target=second.set_result, args=(2,)).start()
    note(*[future.result() for future in as_completed([first, second])])
""",
    "ended by hand, the first of two": """
def main():
    futures = [Future(), Future()]
    threading.Thread(target=futures[0].set_result, args=(1,)).start()
    threading.Thread(target=futures[1].set_exception, args=(ValueError(),)).start()
    done, rest = wait(iter(futures), return_when=FIRST_COMPLETED)
    note(futures[0] in done, futures[1] in rest)
""",
    "a callback": """
def main():
    seen = []
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(int, 3)
        future.add_done_callback(lambda future: seen.append((name(), future.result())))
        note(len(seen))
    note(tuple(seen))
""",
    "a result in time, or not": """
def main():
    go = Event()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(go.wait)
        try:
            note(future.result(timeout=1))
        except TimeoutError:
            note("late")
        go.set()
    note(future.result())
""",
    "who lives": """
def main():
    with ThreadPoolExecutor(2) as pool:
        pool.submit(int)
        pool.submit(int)
        note(threading.active_count())
    note(threading.active_count())
""",
    "imported in a thread": """
def main():
    def work():
        from concurrent.futures.thread import ThreadPoolExecutor as Pool
        with Pool(1) as pool:
            note(pool.submit(name).result())
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
""",
}


#: Those that have thousands of ways.
LONG = ("who is first", "the first of two", "who runs what")


def outcomes(source: str) -> Result:
    found = reduce(Subject(HEAD + source), 60_000)
    assert found.exhausted
    return found


@pytest.mark.parametrize("name", marked(PROGRAMS, LONG))
def test_a_call_in_one_step_has_the_outcomes_that_it_has_in_many(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = PROGRAMS[name]
    found = outcomes(source)
    # The same modules, executed like a program: each operation on a lock is a step.
    for cover in ("cover_futures", "cover_executor"):
        monkeypatch.setattr(futures, cover, lambda namespace, floor: None)
    monkeypatch.setattr(stdlib, "PRIMITIVES", stdlib.PRIMITIVES - {"concurrent.futures._base"})
    monkeypatch.setattr(stdlib, "CLIENTS", stdlib.CLIENTS | {"concurrent.futures._base"})
    in_detail = reduce(Subject(HEAD + source), 4_000)
    if not in_detail.exhausted:
        in_detail, _ = sample(Subject(HEAD + source), 1_000)
    assert found.outcomes == in_detail.outcomes


def test_a_pool_of_two_is_tried_in_every_interleaving() -> None:
    assert outcomes(PROGRAMS["who runs what"]).runs < 1_000


LOGS = """
import logging
from concurrent.futures import ThreadPoolExecutor

def main():
    note(len(logging.getLogger().handlers), logging.getLogger("a").level)
    logging.getLogger().addHandler(logging.NullHandler())
    logging.getLogger("a").setLevel(7)
    with ThreadPoolExecutor() as pool:
        note(pool.submit(lambda: threading.current_thread().name).result())
    note(len(logging.getLogger().handlers), logging.getLogger("a").level)
    ThreadPoolExecutor.idle = property(lambda self: 1)
"""


def test_modules_that_keep_state_are_as_good_as_new_in_each_run() -> None:
    subject = Subject("import threading\n" + LOGS)
    with subject.world.many_runs():
        while subject.run(keep_going) is Ending.BEGIN_AGAIN:
            pass
        first = subject.outcome(Ending.DONE)
        for _ in range(3):
            assert subject.run(keep_going) is Ending.DONE
            assert subject.outcome(Ending.DONE) == first
    assert "((0, 0), ('ThreadPoolExecutor-0_0',), (1, 7))" in str(first)


WHERE = """
import logging

def seen(record):
    note(record.funcName, record.lineno - main.__code__.co_firstlineno)

def main():
    handler = logging.Handler()
    handler.emit = seen
    log = logging.getLogger("where")
    log.addHandler(handler)
    def work():
        log.warning("here")
    thread = threading.Thread(target=work)
    thread.start()
    log.warning("there")
    thread.join()
"""


def test_a_log_says_in_which_function_and_line_it_was_written() -> None:
    notes = {str(outcome) for outcome in outcomes("import threading\n" + WHERE).outcomes}
    assert notes
    assert all("('work', 6)" in note and "('main', 9)" in note for note in notes), notes
