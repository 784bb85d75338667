"""A thread that the model does not control is never taken for one that it does."""

import _thread
import os
import sys
import threading
from pathlib import Path

import pytest
from graders import own_test

from threadkata.explain.verdict import Kind
from threadkata.model.world import World

#: Programs in which `start` lets `work` be called where nobody chooses the order.
WAYS = {
    "asyncio": """
import asyncio

def start(work):
    async def main():
        await asyncio.gather(asyncio.to_thread(work), asyncio.to_thread(work))
    asyncio.run(main())  # here
""",
    "a loop in each thread": """
import asyncio
import threading

async def call(work):
    work()

def start(work):
    def run():
        asyncio.run(call(work))  # here
    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
""",
    "a pool of multiprocessing": """
from multiprocessing.pool import ThreadPool

def start(work):
    with ThreadPool(2) as pool:  # here
        pool.starmap(work, [(), ()])
""",
    "multiprocessing.dummy": """
from multiprocessing.dummy import Process

def start(work):
    processes = [Process(target=work) for _ in range(2)]
    for process in processes:
        process.start()  # here
    for process in processes:
        process.join()
""",
    "a server": """
import socket
import socketserver

class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    pass

def start(work):
    with Server(("127.0.0.1", 0), lambda *request: work()) as server:
        for _ in range(2):
            with socket.create_connection(server.server_address):
                server.handle_request()  # here
""",
    "the real Thread": """
import sys

def start(work):
    threads = [sys.modules["threading"].Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()  # here
    for thread in threads:
        thread.join()
""",
    "the real _thread": """
import importlib

def start(work):
    for _ in range(2):
        importlib.import_module("_thread").start_new_thread(work, ())  # here
""",
    "a lock of multiprocessing": """
import multiprocessing

def start(work):
    lock = multiprocessing.RLock()  # here
    with lock:
        work()
        work()
""",
    "a number of multiprocessing": """
import multiprocessing

def start(work):
    number = multiprocessing.Value("i", 0)  # here
    with number.get_lock():
        work()
        work()
""",
    "a process": """
import multiprocessing

def start(work):
    for _ in range(2):
        multiprocessing.get_context("fork").Process(target=work).start()  # here
""",
    "a tracer": """
import sys

def start(work):
    calls = []
    sys.settrace(lambda *event: calls.append(event))  # here
    work()
    work()
""",
    "a profiler": """
from sys import setprofile

def start(work):
    setprofile(lambda *event: work())  # here
    work()
""",
    "an alarm": """
import signal

def start(work):
    signal.signal(signal.SIGALRM, lambda *event: work())
    signal.setitimer(signal.ITIMER_REAL, 0.0001, 0.0001)  # here
    work()
    work()
""",
    "who is told what the interpreter does": """
import sys

def start(work):
    sys.addaudithook(lambda *event: work())  # here
    work()
""",
    "a tracer in each thread": """
import threading

def start(work):
    threading.settrace(lambda *event: None)  # here
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
""",
    "a profiler by its keyword": """
import threading

def start(work):
    threading.setprofile(func=lambda *event: None)  # here
    work()
    work()
""",
    "a fork": """
import os

def start(work):
    if not os.fork():  # here
        os._exit(0)
""",
}
if sys.version_info >= (3, 12):
    WAYS["a tool"] = """
import sys

def start(work):
    events = sys.monitoring.events
    sys.monitoring.use_tool_id(3, "tool")  # here
    sys.monitoring.register_callback(3, events.PY_START, lambda *event: work())
    sys.monitoring.set_events(3, events.PY_START)
    work()
"""
COUNTER = """
class Counter:
    def __init__(self):
        self.value = 0

    def increment(self):
        value = self.value
        self.value = value + 1
"""
TEST = """
def test_it(kata):
    counter = kata.Counter()
    kata.start(counter.increment)
    assert counter.value == 2
"""


@pytest.mark.parametrize("way", WAYS)
def test_no_program_that_uses_them_is_right(way: str, tmp_path: Path) -> None:
    source = WAYS[way]
    verdict = own_test(World(), tmp_path, source + COUNTER, TEST).judge().verdict
    assert verdict is not None
    assert verdict.kind is Kind.OUTSIDE_THE_MODEL
    assert "does not control" in verdict.detail
    line = next(n for n, text in enumerate(source.splitlines(), 1) if "# here" in text)
    assert (Path(verdict.path).name, verdict.line) == ("work.py", line)


def test_to_let_go_of_a_tracer_is_nothing(tmp_path: Path) -> None:
    program = "import sys, threading\n\ndef start(work):\n"
    program += "    sys.settrace(None)\n    threading.setprofile(None)\n    work()\n    work()\n"
    assert own_test(World(), tmp_path, program + COUNTER, TEST).judge().verdict is None


def test_whoever_judges_can_start_threads_meanwhile_and_afterwards(tmp_path: Path) -> None:
    def starts() -> list[object]:
        return [threading.Thread.start, _thread.start_new_thread, os.fork]

    former, begun = starts(), threading.Event()
    go, over = threading.Event(), threading.Event()

    def start_another() -> None:
        go.wait()
        threading.Thread(target=begun.set).start()
        over.set()

    helper = threading.Thread(target=start_another)
    helper.start()

    def goes_on_until_begun() -> None:
        go.set()
        assert over.wait(5)

    program = COUNTER + "\n\ndef start(work):\n    meanwhile()\n    work()\n    work()\n"
    test = own_test(World(), tmp_path, program, TEST)
    test._world.library.builtins["meanwhile"] = goes_on_until_begun
    assert test.judge().verdict is None
    assert begun.wait(5)
    helper.join()
    assert starts() == former


def test_what_a_run_leaves_behind_when_it_is_cut_off_is_no_warning(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    own_test(World(), tmp_path, WAYS["a loop in each thread"] + COUNTER, TEST).judge()
    assert not recwarn.list
