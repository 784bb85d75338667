"""Every choice of who moves next, as a tree, for programs small enough to be played by hand.

Plain enumeration, depth first, with one reduction: a thread that is about to do something that no
other thread can notice does it at once, and nobody is asked. Which operations those are is learnt
from the runs. A run that teaches more of it makes the tree begin again.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, final

from threadkata.model.ending import CUT_OFF, Ending
from threadkata.model.moments import Moment, MomentRecorder
from threadkata.model.operation import Access, Operation
from threadkata.model.recorder import Recorder
from threadkata.model.scheduler import Step
from threadkata.model.threads import VirtualThread
from threadkata.model.trace import Trace
from threadkata.model.world import World
from threadkata.search.strategy import keep_going

Found = TypeVar("Found")

#: Ways through the program, above which it is too large to be played.
LEAVES: Final = 100
#: Operations in all the runs together, above which it is too large.
OPERATIONS: Final = 4_000
#: Random walks by which the size is estimated first.
WALKS: Final = 5
#: Kinds of operations that are nobody's to choose, whatever they touch.
_UNCHOSEN: Final = frozenset({"begin", "yield"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A point at which more than one thread could move.

    Attributes:
        step: how many steps there were before it.
        options: the threads that could move, as indexes.
        chosen: the one that did.
    """

    step: int
    options: tuple[int, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class Way(Generic[Found]):
    """One way through the program, from the first choice to the end.

    Attributes:
        choices: what was chosen, in order.
        trace: what happened.
        moments: how the threads stood before each event of the trace, and at the end.
        found: what the judge found in it; None if it was right.
    """

    choices: tuple[Choice, ...]
    trace: Trace
    moments: tuple[Moment, ...]
    found: Found | None


def every_way(
    world: World,
    main: Callable[[], Any],
    judge: Callable[[World, Ending], Found | None],
    *,
    hasty: bool = False,
    leaves: int = LEAVES,
    operations: int = OPERATIONS,
) -> tuple[Way[Found], ...] | None:
    """Every way through a program that has just been explored.

    Ways with the same beginning stand next to each other, in the order of their choices.

    Arguments:
        world: where to run it.
        main: the program.
        judge: called after each run with the world and how the run ended.
        hasty: whether time limits may run out although other threads could still move.
        leaves: how many ways there may be.
        operations: how many operations they may have in all.

    Returns None if there are more, if one of them has no end, or if the program is
    not deterministic.
    """
    tree = _Tree(world, main, judge, hasty, operations)
    with world.many_runs():
        if tree.estimated_size() > 2 * leaves:
            return None
        while (ways := tree.grow(leaves)) is not None:
            if not tree.learnt_more:
                return ways
    return None


class _TooLarge(Exception):
    """Raised when a program cannot be played.

    It has too many operations, or a run without an end, or it does not do the same twice.
    """


@final
class _Tree(Generic[Found]):
    def __init__(
        self,
        world: World,
        main: Callable[[], Any],
        judge: Callable[[World, Ending], Found | None],
        hasty: bool,
        operations: int,
    ) -> None:
        self._world = world
        self._main = main
        self._judge = judge
        self._hasty = hasty
        self._operations_left = operations
        self._places = _Places()
        self.learnt_more = False

    def _run(self, choose: Callable[[list[VirtualThread]], VirtualThread]) -> Way[Found]:
        """One run, in which `choose` is asked where there is something to choose."""
        while True:
            way = self._one_run(choose)
            if way is not None:
                return way

    def _one_run(self, choose: Callable[[list[VirtualThread]], VirtualThread]) -> Way[Found] | None:
        """One run; None if it did not announce all that it should have."""
        scheduler = self._world.scheduler
        choices: list[Choice] = []

        def pick(enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread | None:
            if len(scheduler.steps) > self._operations_left:
                return None
            if len(enabled) == 1:
                return enabled[0]
            unseen = [thread for thread in enabled if not self._places.seen(thread.pending)]
            if unseen:
                return keep_going(unseen, current)
            chosen = choose(enabled)
            options = tuple(thread.number - 1 for thread in enabled)
            choices.append(Choice(len(scheduler.steps), options, chosen.number - 1))
            return chosen

        recorder = Recorder(scheduler)
        moments = MomentRecorder(scheduler, recorder)
        scheduler.observer = moments
        try:
            ending = self._world.run(self._main, pick, hasty=self._hasty)
        finally:
            scheduler.observer = None
        self._operations_left -= len(scheduler.steps)
        if self._operations_left < 0 or ending in {*CUT_OFF, Ending.ABANDONED}:
            raise _TooLarge
        if ending is Ending.BEGIN_AGAIN:
            return None
        # What a thread that is stuck could not do any more counts as well.
        standing = [(thread, thread.pending) for thread in scheduler.live]
        self.learnt_more |= self._places.learn(scheduler.steps + standing)
        found = self._judge(self._world, ending)
        return Way(tuple(choices), recorder.trace(), moments.moments(), found)

    def estimated_size(self) -> float:
        """About how many ways there are (Knuth 1975), from a few random walks."""
        dice = random.Random(0)
        sizes = []
        try:
            for _ in range(WALKS):
                way = self._run(dice.choice)
                sizes.append(math.prod(len(choice.options) for choice in way.choices))
        except _TooLarge:
            return math.inf
        return sum(sizes) / len(sizes)

    def grow(self, leaves: int) -> tuple[Way[Found], ...] | None:
        """All ways, as far as it is known what is to be chosen; None if they are too many."""
        self.learnt_more = False
        ways: list[Way[Found]] = []
        branch: list[tuple[int, int]] = []
        position = 0

        def choose(enabled: list[VirtualThread]) -> VirtualThread:
            nonlocal position
            if position == len(branch):
                branch.append((0, len(enabled)))
            chosen, count = branch[position]
            if count != len(enabled):
                raise _TooLarge
            position += 1
            return enabled[chosen]

        while len(ways) < leaves:
            position = 0
            try:
                ways.append(self._run(choose))
            except _TooLarge:
                return None
            if self.learnt_more:
                return ()
            while branch and branch[-1][0] + 1 == branch[-1][1]:
                branch.pop()
            if not branch:
                return tuple(ways)
            chosen, count = branch[-1]
            branch[-1] = (chosen + 1, count)
        return None


@final
class _Places:
    """The places that two threads touch, one of them writing, as far as the runs have shown."""

    def __init__(self) -> None:
        self._touched: dict[Hashable, dict[Hashable, set[tuple[tuple[int, ...], bool]]]] = {}

    def learn(self, steps: list[Step]) -> bool:
        """Learn from one run. Returns whether that made more operations noticeable."""
        more = False
        for thread, operation in steps:
            if operation.kind in _UNCHOSEN:
                continue
            for base, key, write in operation.accesses:
                known = self._touched.setdefault(base, {}).setdefault(key, set())
                if (thread.path, write) not in known:
                    known.add((thread.path, write))
                    more = True
        return more

    def seen(self, operation: Operation) -> bool:
        """Whether another thread can notice an operation."""
        if operation.kind in _UNCHOSEN:
            return False
        return any(self._is_contended(access) for access in operation.accesses)

    def _is_contended(self, access: Access) -> bool:
        base, key, _ = access
        keys = self._touched.get(base, {})
        touching = [known for other, known in keys.items() if None in (key, other) or key == other]
        threads = {path for known in touching for path, _ in known}
        return len(threads) > 1 and any(write for known in touching for _, write in known)
