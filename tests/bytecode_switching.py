"""Real threads that are switched between any two bytecodes, where a plan says so.

CPython hands over between threads where it pleases; here it is told where. A function is
called before each bytecode of one file, and lets one thread run at a time. What is written in C, or
stands in another file, is one step. Nothing of the model is used: this is what the model is
compared with.
"""

from __future__ import annotations

import _thread
import contextlib
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any, Final

#: Seconds without a step after which the thread that has the turn is taken to be blocked.
BLOCKED = 0.002
#: Bytecodes after which nobody hands over any more.
ENDLESS = 20_000
#: The number of a step that is never reached.
NEVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Plan:
    """Which thread begins, and before which bytecodes, counted over all threads, to hand over."""

    first: int
    switches: tuple[int, ...] = ()


class TracedWatch:
    """Calls a function before each bytecode of a file, by `sys.settrace`."""

    def __init__(self, path: str, before_each: Callable[[], None]) -> None:
        def step(frame: FrameType, event: str, argument: Any) -> Any:
            if event == "opcode":
                before_each()
            return step

        def enter(frame: FrameType, event: str, argument: Any) -> Any:
            if frame.f_code.co_filename != path:
                return None
            frame.f_trace_opcodes = True
            frame.f_trace_lines = False
            return step

        self._enter = enter

    @contextlib.contextmanager
    def thread(self) -> Iterator[None]:
        """Watch what the current thread does in the block."""
        sys.settrace(self._enter)
        try:
            yield
        finally:
            sys.settrace(None)

    def close(self) -> None:
        """Watch no longer."""


class MonitoredWatch:
    """The same by `sys.monitoring`.

    Tracing that begins and ends in one thread while another is in the same code has brought Python
    3.12.1 down, and 3.13.0 does not trace the bytecodes of code that it meets for the first time.
    """

    TOOL = 4

    def __init__(self, path: str, before_each: Callable[[], None]) -> None:
        monitoring = sys.monitoring
        events = monitoring.events
        seen: dict[int, CodeType] = {}

        def start(code: CodeType, offset: int) -> Any:
            if code.co_filename != path:
                return monitoring.DISABLE
            if id(code) not in seen:
                seen[id(code)] = code
                monitoring.set_local_events(self.TOOL, code, events.INSTRUCTION)
            return None

        def step(code: CodeType, offset: int) -> None:
            before_each()

        monitoring.use_tool_id(self.TOOL, "switching between bytecodes")
        monitoring.register_callback(self.TOOL, events.PY_START, start)
        monitoring.register_callback(self.TOOL, events.INSTRUCTION, step)
        monitoring.set_events(self.TOOL, events.PY_START)
        monitoring.restart_events()

    @contextlib.contextmanager
    def thread(self) -> Iterator[None]:
        """Watch what the current thread does in the block."""
        yield

    def close(self) -> None:
        """Watch no longer."""
        sys.monitoring.set_events(self.TOOL, 0)
        sys.monitoring.free_tool_id(self.TOOL)


WATCH: Final = MonitoredWatch if sys.version_info >= (3, 12) else TracedWatch


class Switcher:
    """Runs functions in threads of their own, under one plan after another.

    Starting a thread takes longer than most runs, so the threads are used again.

    Arguments:
        path: the file whose bytecodes are steps.
        threads: how many threads there are.

    Attributes:
        steps: how many bytecodes each thread has done in the last run.
    """

    def __init__(self, path: str, threads: int) -> None:
        self._watch = WATCH(path, self._before_each)
        # A thread sleeps on a lock of its own, which whoever gives it the turn frees.
        self._bells = [_thread.allocate_lock() for _ in range(threads)]
        self._all_ended = _thread.allocate_lock()
        self._functions: list[Callable[[], Any]] = []
        self._results: list[Any] = []
        self._running: list[int] = []
        self._turn = -1
        self._step = 0
        self._next = NEVER
        self._switches: Iterator[int] = iter(())
        self._closed = False
        self._numbers: dict[int, int] = {}
        self._at_work = [False] * threads
        self.steps = [0] * threads
        for lock in (*self._bells, self._all_ended):
            lock.acquire()
        for number in range(threads):
            _thread.start_new_thread(self._work, (number,))

    def close(self) -> None:
        """Let the threads end."""
        self._watch.close()
        self._closed = True
        for lock in self._bells:
            with contextlib.suppress(RuntimeError):
                lock.release()

    def run(self, functions: Sequence[Callable[[], Any]], plan: Plan) -> list[Any]:
        """What the functions return or, as its type, raise."""
        self._functions = list(functions)
        self._results = [None] * len(functions)
        self.steps = [0] * len(functions)
        self._step = 0
        self._switches = iter(plan.switches)
        self._next = next(self._switches, NEVER)
        self._running = list(range(len(functions)))
        self._give_turn(plan.first)
        self._all_ended.acquire()
        return self._results

    def _work(self, me: int) -> None:
        self._numbers[_thread.get_ident()] = me
        while True:
            self._bells[me].acquire()
            if self._closed:
                return
            if self._turn != me or me not in self._running:
                continue
            with self._watch.thread():
                self._at_work[me] = True
                try:
                    result = self._functions[me]()
                except BaseException as error:  # whatever a program raises is an outcome
                    result = type(error)
                self._at_work[me] = False
            if self._turn != me:
                self._wait(me)
            self._results[me] = result
            self._running.remove(me)
            if self._running:
                self._give_turn(self._after(me))
            else:
                self._turn = -1
                self._all_ended.release()

    def _before_each(self) -> None:
        """Called before each bytecode, in the thread that is about to do it."""
        me = self._numbers.get(_thread.get_ident(), -1)
        if me < 0 or not self._at_work[me]:
            return
        if self._turn != me:
            # It was blocked, and another one has taken the turn meanwhile.
            self._wait(me)
        self._step += 1
        self.steps[me] += 1
        if self._step >= self._next:
            self._next = next(self._switches, NEVER)
            if len(self._running) > 1 and self._step < ENDLESS:
                self._give_turn(self._after(me))
                self._wait(me)

    def _after(self, me: int) -> int:
        """Whose turn it is when it has been the turn of `me`."""
        return next((other for other in self._running if other > me), self._running[0])

    def _give_turn(self, thread: int) -> None:
        self._turn = thread
        # Its bell may be ringing already, if it took a turn that was not given to it.
        with contextlib.suppress(RuntimeError):
            self._bells[thread].release()

    def _wait(self, me: int) -> None:
        seen = -1
        while True:
            rung = self._bells[me].acquire(timeout=BLOCKED)
            if self._turn == me:
                return
            if not rung:
                if self._step == seen:
                    # Whoever has the turn waits for something, perhaps for what this one holds.
                    self._turn = me
                    return
                seen = self._step


def plans(
    run: Callable[[Plan], Sequence[int]], threads: int, dice: random.Random, more: int
) -> None:
    """Make runs by plans, from the simple to the wild.

    First each thread is stopped once, before each of its bytecodes in turn, while the others run to
    their end; then there are several switches, close together or far apart.

    Arguments:
        run: makes one run and returns how many bytecodes each thread has done.
        threads: how many threads there are.
        dice: where the chances come from.
        more: how many runs to make at random.
    """
    longest = 0
    for first in range(threads):
        length = run(Plan(first))[first]
        longest += length
        for before in range(1, length + 1):
            run(Plan(first, (before,)))
    for _ in range(more):
        rate = dice.choice((0.03, 0.1, 0.3, 0.6))
        switches = tuple(step for step in range(1, 2 * longest) if dice.random() < rate)
        run(Plan(dice.randrange(threads), switches))
