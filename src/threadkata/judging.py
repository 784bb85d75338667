"""One test of a grader, judged in the model."""

from __future__ import annotations

import functools
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import FrameType, ModuleType
from typing import Any, Final, final

from threadkata.arena import Clock, ModelRun
from threadkata.comparison import sets_in_order
from threadkata.debugger import ThreadPdb
from threadkata.explain.verdict import Judge, Kind, Verdict, raised_in
from threadkata.model.ending import Ending, RunOver
from threadkata.model.program import Program
from threadkata.model.threads import VirtualThread
from threadkata.model.values import ERROR_WIDTH, shown
from threadkata.model.world import World
from threadkata.search.explore import (
    DEFAULT_BUDGET,
    Budget,
    Exploration,
    Replayed,
    explore,
    replay,
)
from threadkata.search.replay import Schedule
from threadkata.search.tree import Way, every_way

#: Seconds between two looks at whether a run goes on.
LOOK: Final = 0.25
#: Looks without one operation, loop turn or call after which a thread is taken to be blocked.
PATIENCE: Final = 12
#: The same for a place in the source where one has been blocked already.
PATIENCE_AT_KNOWN_PLACE: Final = 2


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of one test after it has been judged.

    Attributes:
        verdict: why it is not right; None if it is.
        exploration: what was tried.
        replayed: the failing run, made again and written down; None if there is none.
        threads: how many threads there were in the last run.
    """

    verdict: Verdict | None
    exploration: Exploration[Verdict]
    replayed: Replayed[Verdict] | None
    threads: int = 0


@final
class ModelTest:
    """A test function, ready to be run in the model as often as need be.

    Arguments:
        world: where to run it.
        kata: the program under test.
        grader: the program that the test function is in.
        qualname: the function's qualified name in there.
        arguments: what it is called with; values that are keys of `fixtures` are replaced, in each
            run, by what that run gives for them.
        hasty: whether time limits may run out although other threads could still move.
        polling_allowed: whether going round a loop until something changes is no mistake here.
        failures: exception classes by which the test says that a result is wrong.
        goes_on: called now and then, as long as the interpreter gets to do so.
    """

    def __init__(
        self,
        world: World,
        kata: Program,
        grader: Program,
        qualname: str,
        arguments: Mapping[str, Any],
        *,
        hasty: bool = False,
        polling_allowed: bool = False,
        failures: tuple[type[BaseException], ...] = (AssertionError,),
        goes_on: Callable[[], None] = _nothing,
    ) -> None:
        self._world = world
        self._goes_on = goes_on
        self._kata = kata
        self._grader = grader
        self._qualname = qualname
        self._arguments = arguments
        self._hasty = hasty
        self._failures = failures
        self._run: ModelRun | None = None
        self._judge = Judge(
            kata.code.co_filename,
            grader.code.co_filename,
            self._raised,
            polling_allowed,
            failures,
        )

    # ------------------------------------------------------------------ one run

    def main(self) -> None:
        """The program of one run: load both modules afresh, and call the test function."""
        world = self._world
        kata = world.load(self._kata)
        grader = world.load(self._grader)
        self._run = ModelRun(world, self._says_at_once)
        fixtures: dict[Fixture, Any] = {
            KATA: kata,
            RUN: self._run,
            THREADING: world.library.threading,
            CLOCK: Clock(world.library.modules["time"]),
        }
        arguments = {
            name: fixtures[value] if isinstance(value, Fixture) else value
            for name, value in self._arguments.items()
        }
        find_function(grader, self._qualname)(**arguments)

    def _raised(self) -> list[tuple[VirtualThread, BaseException]]:
        return self._run.raised if self._run is not None else []

    def _says_at_once(self, error: BaseException) -> bool:
        """Whether an exception in a thread decides the test, whatever the others do."""
        if isinstance(error, self._failures):
            return True
        return isinstance(error, NotImplementedError) and (
            raised_in(error, {self._kata.code.co_filename})[0] != ""
        )

    # ------------------------------------------------------------------ judging

    def judge(self, budget: Budget = DEFAULT_BUDGET) -> Judgement:
        """Try the interleavings, and make the first wrong one again."""
        with watched(self._world, self._goes_on), self._world.many_runs(), sets_in_order():
            exploration = explore(
                self._world,
                self.main,
                self._judge,
                (self._kata, self._grader),
                hasty=self._hasty,
                budget=budget,
            )
            if exploration.found is None or exploration.schedule is None:
                return Judgement(None, exploration, None, len(self._world.scheduler.threads))
            replayed = replay(self._world, self.main, self._judge, exploration.schedule)
            replayed = self._with_deaths(replayed)
        verdict = exploration.found
        if replayed.found != verdict or not replayed.fits:
            verdict = Verdict(Kind.NOT_DETERMINISTIC, verdict.kind.value)
        return Judgement(verdict, exploration, replayed)

    def every_way(self) -> tuple[Way[Verdict], ...] | None:
        """Every way through the test that has just been judged; None if they are too many."""
        with watched(self._world, self._goes_on):
            return every_way(self._world, self.main, self._judge, hasty=self._hasty)

    def _with_deaths(self, replayed: Replayed[Verdict]) -> Replayed[Verdict]:
        """The run that has just been made again, with what `run` has caught of its threads."""
        died_of = list(replayed.trace.died_of)
        for thread, error in self._raised():
            died_of[thread.number - 1] = shown(error, ERROR_WIDTH)
        return replace(replayed, trace=replace(replayed.trace, died_of=tuple(died_of)))

    def follow(self, schedule: Schedule) -> Judgement:
        """Make one given interleaving happen."""
        with watched(self._world, self._goes_on), self._world.many_runs(), sets_in_order():
            replayed = replay(
                self._world,
                self.main,
                self._judge,
                schedule,
                (self._kata, self._grader),
                stops=True,
            )
            replayed = self._with_deaths(replayed)
        exploration = Exploration(replayed.found, schedule, 1, False, "replay")
        return Judgement(replayed.found, exploration, replayed)


@dataclass(frozen=True, slots=True)
class Fixture:
    """Stands for something that each run makes anew."""

    name: str


KATA: Final = Fixture("kata")
RUN: Final = Fixture("run")
THREADING: Final = Fixture("threading")
CLOCK: Final = Fixture("clock")


def find_function(module: ModuleType, qualname: str) -> Callable[..., object]:
    """The function of that name; a method is bound to a new object of its class."""
    found: Any = module
    for part in qualname.split("."):
        found = getattr(found, part)
        if isinstance(found, type):
            found = found()
    function: Callable[..., object] = found
    return function


def try_to_load(
    world: World, program: Program, goes_on: Callable[[], None] = _nothing
) -> tuple[Verdict | None, ModuleType | None]:
    """Execute a program's module once, alone.

    Arguments:
        world: where to do so.
        program: the module.
        goes_on: called now and then, as long as the interpreter gets to do so.

    Returns the verdict on that if it failed, else None and the module.
    """
    loaded: list[ModuleType] = []
    judge = Judge(program.code.co_filename, "", list)

    def main() -> None:
        loaded.append(world.load(program))

    world.begin_exploration([program])
    with watched(world, goes_on), world.many_runs():
        ending = world.run(main, lambda enabled, current: enabled[0])
        if ending is Ending.DONE and loaded:
            return None, loaded[0]
        return judge(world, ending), None


@contextmanager
def watched(world: World, goes_on: Callable[[], None]) -> Iterator[None]:
    """While this lasts, a call that blocks for real is interrupted and ends its run.

    Only the main thread of a process can be interrupted, and only where there are signals. The
    clock on the wall is asked nothing else: how fast the machine is does not matter.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return
    scheduler = world.scheduler
    last = functools.partial(_progress, world)
    seen = [last(), 0]
    stopped = False

    def interrupt(signum: int, frame: FrameType | None) -> None:
        goes_on()
        progress = last()
        if progress != seen[0] or not scheduler.running or ThreadPdb.at_prompt:
            seen[:] = [progress, 0]
            return
        seen[1] += 1
        place = _place(world, frame)
        if seen[1] >= (PATIENCE_AT_KNOWN_PLACE if place in _blocked else PATIENCE):
            _blocked.add(place)
            scheduler.give_up_on_call(frame)

    def stop(signum: int, frame: FrameType | None) -> None:
        # Somebody at the keyboard, whom the program under test must not keep from being heard.
        nonlocal stopped
        stopped = True
        if not scheduler.running:
            raise KeyboardInterrupt
        scheduler.fail(KeyboardInterrupt())
        raise RunOver

    former = signal.signal(signal.SIGALRM, interrupt)
    former_stop = signal.signal(signal.SIGINT, stop)
    timer = signal.setitimer(signal.ITIMER_REAL, LOOK, LOOK)
    try:
        yield
    except RunOver:
        # The request to stop came while no thread of the program was moving.
        if not stopped:
            raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, former)
        signal.signal(signal.SIGINT, former_stop)
    if stopped:
        raise KeyboardInterrupt


#: Places in the source, (file, line), where a call was taken to wait for the world outside.
_blocked: set[tuple[str, int]] = set()


def _place(world: World, frame: FrameType | None) -> tuple[str, int]:
    """The innermost place of a stack that is in a program of the world."""
    frame = world.scheduler.in_program(frame)
    return ("", 0) if frame is None else (frame.f_code.co_filename, frame.f_lineno)


def _progress(world: World) -> int:
    scheduler = world.scheduler
    return hash((world.runs, len(scheduler.steps), scheduler.total_ticks))
