"""The races of a run: where another thread should have moved instead.

The part of source-DPOR (see `dpor.py`) that looks back at a run: vector clocks say which of its
steps happened before which, and two conflicting steps with nothing in between that forces their
order are a race.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeAlias, final

from threadkata.model.operation import Operation
from threadkata.model.scheduler import Scheduler, Step
from threadkata.model.threads import VirtualThread

Path: TypeAlias = tuple[int, ...]
Clock: TypeAlias = list[int]
"""For each thread, the last of its steps that happened before; -1 for none."""


@final
class Node:
    """One state on the way of the current run.

    Attributes:
        enabled: the threads that could move.
        chosen: the one that did.
        backtrack: those that must be tried here; the first was the default.
        done: those that have been tried.
        asleep: those that need not be tried here: it would repeat what was tried further up.
    """

    __slots__ = ("asleep", "backtrack", "chosen", "done", "enabled")

    def __init__(self, enabled: list[Path], chosen: Path, asleep: frozenset[Path]) -> None:
        self.enabled = enabled
        self.chosen = chosen
        self.backtrack = [chosen]
        self.done: set[Path] = set()
        self.asleep = asleep


@final
class Races:
    """Finds the races of one run after another, and where they ask for another thread.

    What a run has in common with the one before is known already: its clocks are kept.
    """

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._clocks: list[Clock] = []
        # For each step, the clock that its thread had before.
        self._former: list[Clock] = []
        # For each thread, the clock of its last step.
        self._at: list[Clock] = []
        # For each base, its accesses: (step, number of its thread from 0, key, does it write).
        self._history: defaultdict[Hashable, list[tuple[int, int, Hashable, bool]]]
        self._history = defaultdict(list)

    def find(self, scheduler: Scheduler, nodes: list[Node | None], fresh: int) -> None:
        """Note the races of a run at its nodes.

        Arguments:
            scheduler: the run.
            nodes: the states it went through.
            fresh: the first step that the run before has not had as well.
        """
        threads = scheduler.threads
        self._scheduler = scheduler
        self._nodes = nodes
        if len(self._at) != len(threads) or not self._begins_alike(scheduler.steps, fresh):
            self._forget(len(threads))
            fresh = 0
        self._go_back_to(fresh)
        steps = self._steps = scheduler.steps
        at, clocks, former, history = self._at, self._clocks, self._former, self._history
        expiries, enablers = scheduler.expiries, scheduler.enablers
        births: dict[int, list[VirtualThread]] = {}
        for thread in threads:
            if thread.born >= fresh and thread.creator is not None:
                births.setdefault(thread.born, []).append(thread)
        for step in range(fresh, len(steps)):
            thread, operation = steps[step]
            if step in births:
                self._beget(births.pop(step))
            number = thread.number - 1
            before = at[number]
            former.append(before)
            if operation.awaited:
                before = _latest(before, *[at[awaited.number - 1] for awaited in operation.awaited])
            if enablers and step in enablers:
                before = _latest(before, clocks[enablers[step]])
            earlier = self._unordered(operation, before)
            clock = self._merged(before, earlier) if earlier else before[:]
            clock[number] = step
            clocks.append(clock)
            if earlier:
                self._check(step, thread, operation, before, earlier)
            if expiries and step in expiries:
                # It has been looked at as one that could have been done in time. It was not.
                clock = clocks[step] = self._all_until(expiries[step], clock)
            for base, key, write in operation.accesses:
                history[base].append((step, number, key, write))
            at[number] = clock
        for children in births.values():
            self._beget(children)
        for thread in scheduler.live:
            operation = thread.pending
            if operation.guard is not None and not operation.guard():
                before = at[thread.number - 1]
                earlier = self._unordered(operation, before)
                if earlier:
                    clock = self._merged(before, earlier)
                    clock[thread.number - 1] = len(steps)
                    clocks.append(clock)
                    self._check(len(steps), thread, operation, before, earlier)
                    clocks.pop()

    def _begins_alike(self, steps: list[Step], fresh: int) -> bool:
        """Whether the steps before `fresh` touch what they touched in the run before.

        They do, unless a run has met objects for the first time that others know from the start.
        """
        for step in range(fresh):
            if steps[step][1].accesses != self._steps[step][1].accesses:
                return False
        return True

    def _forget(self, threads: int) -> None:
        self._at = [[-1] * threads for _ in range(threads)]
        self._steps = []
        self._clocks.clear()
        self._former.clear()
        self._history.clear()

    def _go_back_to(self, fresh: int) -> None:
        """Go back to what was known before step `fresh`."""
        for step in range(len(self._clocks) - 1, fresh - 1, -1):
            thread, operation = self._steps[step]
            self._at[thread.number - 1] = self._former.pop()
            for base, _, _ in operation.accesses:
                self._history[base].pop()
        del self._clocks[fresh:]

    def _beget(self, children: list[VirtualThread]) -> None:
        """What a thread has done before it creates another comes before all that one does."""
        for child in children:
            if child.creator is not None:
                self._at[child.number - 1] = self._at[child.creator.number - 1]

    def _unordered(
        self, operation: Operation, before: Clock, *, all_of_them: bool = False
    ) -> list[int]:
        """Steps that conflict with an operation and have not happened before it anyway.

        The last ones come first for each place. Unless all are asked for, none is among them that
        happened before another one in any case.
        """
        found: list[int] = []
        histories = self._history
        for base, key, write in operation.accesses:
            history = histories.get(base)
            if not history:
                continue
            for step, number, other_key, other_write in reversed(history):
                if (write or other_write) and (
                    key is None or other_key is None or key == other_key
                ):
                    if before[number] < step:
                        found.append(step)
                    if other_write and (other_key is None or other_key == key) and not all_of_them:
                        break
        return found

    def _all_until(self, end: int, before: Clock) -> Clock:
        """The clock of a step that comes after every step before `end`."""
        clock = before[:]
        for step in range(end):
            number = self._number(step)
            if step > clock[number]:
                clock[number] = step
        return clock

    def _merged(self, before: Clock, earlier: list[int]) -> Clock:
        """The clock of a step: everything that it depends on happened before it."""
        return _latest(before, *[self._clocks[step] for step in earlier])

    def _check(
        self,
        step: int,
        thread: VirtualThread,
        operation: Operation,
        before: Clock,
        earlier: list[int],
    ) -> None:
        """Find the races of one step with earlier ones."""
        guarded = operation.guard is not None
        if guarded:
            earlier = self._unordered(operation, before, all_of_them=True)
        known = before
        for other in sorted(set(earlier), reverse=True) if len(earlier) > 1 else earlier:
            if known[self._number(other)] >= other:
                continue
            if guarded and not self._could_come_before(other, thread, operation, before):
                continue
            self._reverse(other, step, thread)
            known = _latest(known, self._clocks[other])

    def _number(self, step: int) -> int:
        return self._steps[step][0].number - 1

    def _could_come_before(
        self, other: int, thread: VirtualThread, operation: Operation, before: Clock
    ) -> bool:
        """Whether a guarded operation could have been done before step `other`."""
        if before[thread.number - 1] < other:
            # The thread stood there already.
            node = self._nodes[other]
            return node is not None and thread.path in node.enabled
        kind = self._steps[other][1].kind
        if operation.deadline is not None and self._scheduler.hasty:
            return True
        if operation.kind == "acquire":
            return kind not in ("release", "wait")
        return not (operation.kind == "join" and kind == "end")

    def _reverse(self, first: int, second: int, thread: VirtualThread) -> None:
        """See to it that step `second`, of `thread`, is also tried before step `first`."""
        node = self._nodes[first]
        if node is None:
            # Nobody else could move.
            return
        initials = self._initials(first, second, thread)
        if any(path in node.backtrack for path in initials):
            return
        possible = [path for path in initials if path in node.enabled]
        if thread.path in possible:
            node.backtrack.append(thread.path)
        elif possible:
            node.backtrack.append(possible[0])
        else:
            node.backtrack.extend(path for path in node.enabled if path not in node.backtrack)

    def _initials(self, first: int, second: int, thread: VirtualThread) -> list[Path]:
        """The threads with which an interleaving can begin that has `second` before `first`.

        Of the steps between the two, those that `first` did not cause can come before it as well.
        """
        clocks, steps = self._clocks, self._steps
        number = self._number(first)
        kept = [step for step in range(first + 1, second) if clocks[step][number] < first]
        kept.append(second)
        seen: set[Path] = set()
        initials: list[Path] = []
        for position, step in enumerate(kept):
            mover = thread if step == second else steps[step][0]
            if mover.path in seen:
                continue
            seen.add(mover.path)
            clock = clocks[step] if step != second else clocks[second]
            if not self._caused(clock, kept[:position]):
                initials.append(mover.path)
        return initials

    def _caused(self, clock: Clock, earlier: Iterable[int]) -> bool:
        return any(clock[self._number(step)] >= step for step in earlier)


def _latest(*clocks: Clock) -> Clock:
    return list(map(max, *clocks))
