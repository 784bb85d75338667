"""The same failure with the fewest context switches.

A *switch* is a step of another thread than the one before. Most cannot be helped: the thread
before has ended, or waits, or sleeps. A *preemption* is a switch that could be helped, because the
thread before could have gone on; these are what makes an interleaving hard to follow. So of two
runs that fail alike the simpler is the one with fewer preemptions, of two with as many the one with
fewer switches, and then the one with fewer choices that `keep_going` would not have made: in that
one, threads come in the order in which they were started.

First the failing run is made simpler step by step, as in Jalbert and Sen, "A trace simplification
technique for effective debugging of concurrent programs", FSE 2010: two stretches of one thread are
moved together, and if that run is simpler and still fails, it takes the place of the former. Then
all simpler runs are tried, the simplest first; if these come to an end, nothing simpler fails.

A preemption just before an operation that conflicts with none of any other thread's is left out:
later, or not at all, it would do the same. Which operations those are is learnt from the runs, and
what has been left out is taken up again if a run shows that it does conflict.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeAlias, TypeVar, final

from threadkata.model.operation import Operation
from threadkata.model.scheduler import Choose, Scheduler
from threadkata.model.threads import VirtualThread
from threadkata.search.replay import Follow, Replay, Schedule
from threadkata.search.strategy import keep_going

Found = TypeVar("Found")
Path: TypeAlias = tuple[int, ...]
Label: TypeAlias = tuple[str, str, str]
Stretch: TypeAlias = tuple[Path, int]
"""(a thread, how many steps in a row it does)."""

#: Runs that making a failure simpler may take.
RUNS: Final = 100
#: Operations that it may take in all.
OPERATIONS: Final = 20_000


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """How hard an interleaving is to follow; the smaller, the simpler.

    Attributes:
        preemptions: switches away from a thread that could have gone on.
        switches: all of them.
        deviations: choices that `keep_going` would not have made.
    """

    preemptions: int = 0
    switches: int = 0
    deviations: int = 0

    def after(self, point: Point, thread: VirtualThread) -> Cost:
        """The cost when this thread moves there."""
        if thread is point.current:
            return self
        return Cost(
            self.preemptions + point.goes_on,
            self.switches + 1,
            self.deviations + point.deviates(thread),
        )


class Point(NamedTuple):
    """One step of a run, before it is done. One of these is made for each, so it is a plain tuple.

    Attributes:
        enabled: the threads that can move.
        current: the one that moved last.
        chosen: the one that does.
        operation: what it does.
        goes_on: whether the one that moved last could go on.
    """

    enabled: list[VirtualThread]
    current: VirtualThread
    chosen: VirtualThread
    operation: Operation
    goes_on: bool

    def deviates(self, thread: VirtualThread) -> bool:
        """Whether `keep_going` would have chosen another one than this thread."""
        return thread is not keep_going(self.enabled, self.current)


@dataclass(frozen=True, slots=True)
class Shrunk(Generic[Found]):
    """The simplest failure that was found.

    Attributes:
        found: what the judge found in it.
        schedule: how to make it happen.
        cost: how simple it is.
        proven: whether no simpler run fails in the same way.
    """

    found: Found
    schedule: Schedule
    cost: Cost
    proven: bool


def shrink(
    fails: Callable[[Choose], Found | None],
    scheduler: Scheduler,
    *,
    runs: int = RUNS,
    operations: int = OPERATIONS,
) -> Shrunk[Found] | None:
    """Look for the simplest run that fails like the one that has just ended.

    Arguments:
        fails: makes one run; returns what the judge found in it if that is the same failure.
        scheduler: that of the program; what it knows of the failing run is where to begin.
        runs: how many to make at the most.
        operations: how many these may have in all; the run that passes this number is the last.

    Returns None if the failing run, made again, does not fail.
    """
    attempts = _Attempts(fails, scheduler, runs, operations)
    attempts.make(Follow(list(scheduler.decisions)).choose)
    best = attempts.best
    if best is None:
        return None
    _move_together(attempts, best)
    proven = _simplest_first(attempts)
    best = attempts.best or best
    return Shrunk(best.found, best.schedule, best.cost, proven)


@dataclass(frozen=True, slots=True)
class _Failure(Generic[Found]):
    """A run that fails."""

    found: Found
    points: tuple[Point, ...]
    cost: Cost
    hasty: bool

    @property
    def schedule(self) -> Schedule:
        return Schedule(_deviations(self.points), self.hasty)

    @property
    def stretches(self) -> list[Stretch]:
        """Who moves for how long, from the first step to the last."""
        stretches: list[Stretch] = []
        for point in self.points:
            path = point.chosen.path
            if stretches and stretches[-1][0] == path:
                stretches[-1] = (path, stretches[-1][1] + 1)
            else:
                stretches.append((path, 1))
        return stretches


@final
class _Attempts(Generic[Found]):
    """Makes runs, and keeps the simplest that fails.

    Attributes:
        best: that run.
        points: the steps of the last run.
        contended: the labels of operations that conflict with another thread's, in any run so far.
    """

    def __init__(
        self,
        fails: Callable[[Choose], Found | None],
        scheduler: Scheduler,
        runs: int,
        operations: int,
    ) -> None:
        self._fails = fails
        self._scheduler = scheduler
        self._runs = runs
        self._half = runs // 2
        self._operations = operations
        self.best: _Failure[Found] | None = None
        self.points: list[Point] = []
        self.contended: set[Label] = set()

    @property
    def spent(self) -> bool:
        """Whether there may be no further run."""
        return self._runs <= 0 or self._operations <= 0

    @property
    def half_spent(self) -> bool:
        """Whether no more than half of the runs are left."""
        return self._runs <= self._half

    def make(self, choose: Choose) -> bool:
        """Make one run. Whether it fails, and is simpler than the best so far."""
        points = self.points = []

        def watched(enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread | None:
            chosen = choose(enabled, current)
            if chosen is not None:
                goes_on = current in enabled and not _sleeps(current.pending)
                points.append(Point(enabled, current, chosen, chosen.pending, goes_on))
            return chosen

        found = self._fails(watched)
        self._runs -= 1
        self._operations -= len(self._scheduler.steps)
        self._learn()
        if found is None:
            return False
        cost = Cost()
        for point in points:
            cost = cost.after(point, point.chosen)
        if self.best is not None and cost >= self.best.cost:
            return False
        self.best = _Failure(found, tuple(points), cost, self._scheduler.hasty)
        return True

    def _learn(self) -> None:
        """Note which operations of the last run conflict with another thread's."""
        first: dict[Hashable, VirtualThread] = {}
        shared: set[Hashable] = set()
        written: set[Hashable] = set()
        steps = self._scheduler.steps
        for thread, operation in steps:
            for base, _, write in operation.accesses:
                if first.setdefault(base, thread) is not thread:
                    shared.add(base)
                if write:
                    written.add(base)
        contended = shared & written
        for _, operation in steps:
            if any(base in contended for base, _, _ in operation.accesses):
                self.contended.add(_label(operation))


def _sleeps(operation: Operation) -> bool:
    """Whether a thread waits there, although in hasty time it can go on at any moment."""
    return operation.deadline is not None and operation.guard is not None and not operation.guard()


def _label(operation: Operation) -> Label:
    """By what an operation is known in all runs; numbers of objects differ from run to run."""
    return type(operation.subject).__name__, operation.kind, operation.name


def _deviations(points: Sequence[Point]) -> tuple[tuple[int, Path], ...]:
    """Where a run is not what `keep_going` would have made of it; see `Schedule`."""
    choices = [point for point in points if len(point.enabled) > 1]
    return tuple(
        (number, point.chosen.path)
        for number, point in enumerate(choices)
        if point.deviates(point.chosen)
    )


# ---------------------------------------------------------------------- step by step


def _move_together(attempts: _Attempts[Found], failure: _Failure[Found]) -> None:
    """Move stretches of one thread together, as long as that makes a simpler run that fails."""
    simpler = True
    while simpler and failure.cost.preemptions:
        simpler = False
        for stretches in _moved(failure.stretches):
            # Half of the runs are for the search that can prove something.
            if attempts.half_spent or attempts.spent:
                return
            if attempts.make(_Along(stretches).choose):
                assert attempts.best is not None
                failure, simpler = attempts.best, True
                break


def _moved(stretches: list[Stretch]) -> Iterator[list[Stretch]]:
    """Each way of moving two stretches of one thread together, the latest ones first."""
    for position in range(len(stretches) - 1, 0, -1):
        path, length = stretches[position]
        for before in range(position - 2, -1, -1):
            if stretches[before][0] == path:
                whole = (path, stretches[before][1] + length)
                between, after = stretches[before + 1 : position], stretches[position + 1 :]
                yield [*stretches[:before], whole, *between, *after]
                yield [*stretches[:before], *between, whole, *after]
                break


@final
class _Along:
    """Lets threads move for as long as some stretches say, leaving out what is not possible."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._ahead = list(reversed(stretches))

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        """See `Strategy`."""
        while self._ahead:
            path, left = self._ahead.pop()
            for thread in enabled:
                if thread.path == path:
                    if left > 1:
                        self._ahead.append((path, left - 1))
                    return thread
        return keep_going(enabled, current)


# ---------------------------------------------------------------------- all that are simpler


def _simplest_first(attempts: _Attempts[Found]) -> bool:
    """Try all simpler runs. Whether there were no more than could be tried."""
    first = _Branch(Cost(), ())
    waiting, pushed = [(first.cost, 0, first)], 0
    left_out: list[_Branch] = []
    while waiting:
        cost, _, branch = heapq.heappop(waiting)
        assert attempts.best is not None
        if cost >= attempts.best.cost:
            return True
        if attempts.spent:
            return False
        strategy = Replay(Schedule(branch.deviations))
        strategy.begin_run()
        attempts.make(strategy.choose)
        candidates = [*left_out, *_branches(attempts.points, branch.deviations)]
        left_out = []
        for candidate in candidates:
            if candidate.preempted is not None and candidate.preempted not in attempts.contended:
                left_out.append(candidate)
            elif candidate.cost < attempts.best.cost:
                pushed += 1
                heapq.heappush(waiting, (candidate.cost, pushed, candidate))
    return True


@dataclass(frozen=True, slots=True)
class _Branch:
    """A run to be tried.

    Attributes:
        cost: what it costs up to the last deviation.
        deviations: where it is not the default.
        preempted: the label of the operation before which its last deviation takes the turn from a
            thread that could have gone on; None if it does not, or the operation touches nothing.
    """

    cost: Cost
    deviations: tuple[tuple[int, Path], ...]
    preempted: Label | None = None


def _branches(
    points: Sequence[Point], deviations: tuple[tuple[int, Path], ...]
) -> Iterator[_Branch]:
    """The runs that are like this one up to one further deviation."""
    last = deviations[-1][0] if deviations else -1
    cost, decision = Cost(), -1
    for point in points:
        if len(point.enabled) > 1:
            decision += 1
            if decision > last:
                preempted = None
                if point.goes_on and point.operation.accesses:
                    preempted = _label(point.operation)
                for thread in point.enabled:
                    if thread is not point.chosen:
                        there = (*deviations, (decision, thread.path))
                        yield _Branch(cost.after(point, thread), there, preempted)
        cost = cost.after(point, point.chosen)
