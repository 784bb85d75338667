"""Every interleaving that matters, once: source-DPOR with sleep sets.

Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order reduction", POPL 2014 (the
source set algorithm). Two interleavings in which every two conflicting operations come in the same
order have the same outcome, so one run is made for each such order. After a run each race in it
(two conflicting operations, nothing in between forcing their order) says where another thread
should have moved instead; sleep sets keep what was tried once from being tried again.

Departures from the paper, which knows neither locks nor time:

- An operation that was not possible before another, as an acquire is not before the release, cannot
  be swapped with it. Such a pair is passed over, and the search goes further back, to the acquire
  before that release.
- A thread left standing at the end of a run stands before an operation that it never did. Its
  races count all the same.
- A time limit runs out when nobody else can move, so it comes after everything before it.
- A thread that waits for any change comes after the first one.

A sleeping thread is known by its name, and what it is about to do is asked of the run at hand, so
nothing is compared across runs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeAlias, final

from threadkata.model.operation import Operation, conflict
from threadkata.model.threads import Scheduler, VirtualThread
from threadkata.search.strategy import keep_going

Path: TypeAlias = tuple[int, ...]
Clock: TypeAlias = list[int]
"""For each thread, the last of its steps that happened before; -1 for none."""


@final
class _Node:
    """One state on the way of the current run.

    Attributes:
        enabled: the threads that could move.
        chosen: the one that did.
        backtrack: those that must be tried here; the first was the default.
        done: those that have been tried.
        asleep: those that need not be tried here: it would repeat what was tried further up.
    """

    __slots__ = ("asleep", "backtrack", "chosen", "done", "enabled")

    def __init__(self, enabled: tuple[Path, ...], chosen: Path, asleep: frozenset[Path]) -> None:
        self.enabled = enabled
        self.chosen = chosen
        self.backtrack = [chosen]
        self.done: set[Path] = set()
        self.asleep = asleep


@final
class SourceDpor:
    """Tries one interleaving of each equivalence class.

    Attributes:
        diverged: whether a run did not follow where an earlier one had led.
    """

    name = "all that matter"

    def __init__(self) -> None:
        self.exhausted = False
        self.diverged = False
        # None where only one thread could move.
        self._nodes: list[_Node | None] = []
        self._started = False
        self._pruned = False

    # ------------------------------------------------------------------ runs

    def begin_run(self) -> bool:
        """See `Strategy`."""
        if not self._started:
            self._started = True
            self._fresh = 0
        elif not self._next_branch():
            self.exhausted = not self._pruned and not self.diverged
            return False
        self._position = 0
        self._asleep: frozenset[Path] = frozenset()
        return True

    def _next_branch(self) -> bool:
        while self._nodes and not self.diverged:
            node = self._nodes[-1]
            if node is not None:
                node.done.add(node.chosen)
                for path in node.backtrack:
                    if path not in node.done and path not in node.asleep:
                        node.chosen = path
                        self._fresh = len(self._nodes) - 1
                        return True
            self._nodes.pop()
        return False

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread | None:
        """See `Strategy`."""
        position = self._position
        self._position += 1
        chosen: VirtualThread | None
        if len(enabled) == 1 and not self._asleep:
            if position == len(self._nodes):
                self._nodes.append(None)
            return enabled[0]
        if position < len(self._nodes):
            node = self._nodes[position]
            chosen = None if node is None else _by_path(enabled, node.chosen)
            if node is None or chosen is None:
                self.diverged = True
                return None
        else:
            asleep = self._asleep
            awake = (
                [thread for thread in enabled if thread.path not in asleep] if asleep else enabled
            )
            if not awake:
                return None
            chosen = keep_going(awake, current)
            node = _Node(tuple(thread.path for thread in enabled), chosen.path, asleep)
            self._nodes.append(node)
        if node.asleep or node.done:
            accesses = chosen.pending.accesses
            self._asleep = frozenset(
                thread.path
                for thread in enabled
                if thread is not chosen
                and (thread.path in node.asleep or thread.path in node.done)
                and not conflict(accesses, thread.pending.accesses)
            )
        else:
            self._asleep = frozenset()
        return chosen

    # ------------------------------------------------------------------ races

    def end_run(self, scheduler: Scheduler) -> None:
        """See `Strategy`."""
        self._pruned = self._pruned or scheduler.pruned
        # A run that was given up has a node for each of its steps, and so has any other.
        del self._nodes[len(scheduler.steps) :]
        _Races(scheduler, self._nodes, self._fresh).find()


@final
class _Races:
    """Finds the races of one run and notes at which nodes they ask for another thread.

    Arguments:
        scheduler: the run.
        nodes: the states it went through.
        fresh: the first step that no earlier run has had; races before it are known.
    """

    def __init__(self, scheduler: Scheduler, nodes: list[_Node | None], fresh: int) -> None:
        self._scheduler = scheduler
        self._steps = scheduler.steps
        self._nodes = nodes
        self._fresh = fresh
        self._clocks: list[Clock] = []
        # For each base, its accesses: (step, key, does it write).
        self._history: dict[Hashable, list[tuple[int, Hashable, bool]]] = {}

    def find(self) -> None:
        """Go through the run once."""
        scheduler = self._scheduler
        threads = scheduler.threads
        at: list[Clock] = [[-1] * len(threads) for _ in threads]
        births: dict[int, list[VirtualThread]] = {}
        for thread in threads[1:]:
            births.setdefault(thread.born, []).append(thread)
        for step, (thread, operation) in enumerate(self._steps):
            if step in births:
                self._beget(births.pop(step), at)
            before = at[thread.number - 1]
            if isinstance(operation.latch, VirtualThread):
                # It has waited for that one to end.
                before = _join(before, at[operation.latch.number - 1])
            enabler = scheduler.enablers.get(step)
            if enabler is not None:
                before = _join(before, self._clocks[enabler])
            earlier = self._conflicts(operation)
            clock = self._merged(before, earlier)
            clock[thread.number - 1] = step
            self._clocks.append(clock)
            if earlier and step >= self._fresh:
                self._check(step, thread, operation, before, earlier)
            still = scheduler.expiries.get(step)
            if still is not None:
                # It has been looked at as one that could have been done in time. It was not.
                clock = self._clocks[step] = self._all_until(still, clock)
            for base, key, write in operation.accesses:
                entry = (step, key, write)
                if base in self._history:
                    self._history[base].append(entry)
                else:
                    self._history[base] = [entry]
            at[thread.number - 1] = clock
        self._clocks.append([])
        for children in births.values():
            self._beget(children, at)
        for thread in scheduler.live:
            operation = thread.pending
            if operation.guard is not None and not operation.guard():
                before = at[thread.number - 1]
                earlier = self._conflicts(operation)
                clock = self._merged(before, earlier)
                clock[thread.number - 1] = len(self._steps)
                self._clocks[-1] = clock
                self._check(len(self._steps), thread, operation, before, earlier)

    def _beget(self, children: list[VirtualThread], at: list[Clock]) -> None:
        """What a thread has done before it creates another comes before all that one does."""
        for child in children:
            if child.creator is not None:
                at[child.number - 1] = at[child.creator.number - 1][:]

    def _conflicts(self, operation: Operation, *, all_of_them: bool = False) -> list[int]:
        """Steps that conflict with an operation, the last ones first for each place.

        Unless all are asked for, none that came before another one in any case.
        """
        found: list[int] = []
        for base, key, write in operation.accesses:
            history = self._history.get(base)
            if history is None:
                continue
            for step, other_key, other_write in reversed(history):
                if (write or other_write) and (
                    key is None or other_key is None or key == other_key
                ):
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
        clock = before[:]
        for step in earlier:
            for thread, last in enumerate(self._clocks[step]):
                if last > clock[thread]:
                    clock[thread] = last
        return clock

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
            earlier = self._conflicts(operation, all_of_them=True)
        number = thread.number - 1
        known = before
        for other in sorted(set(earlier), reverse=True):
            other_number = self._number(other)
            if other_number == number or known[other_number] >= other:
                continue
            if guarded and not self._could_come_before(other, thread, operation, before):
                continue
            self._reverse(other, step, thread)
            known = _join(known, self._clocks[other])

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


def _join(one: Clock, other: Clock) -> Clock:
    return [a if a > b else b for a, b in zip(one, other, strict=True)]


def _by_path(threads: list[VirtualThread], path: Path) -> VirtualThread | None:
    for thread in threads:
        if thread.path == path:
            return thread
    return None
