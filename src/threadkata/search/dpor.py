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

from typing import final

from threadkata.model.operation import conflict
from threadkata.model.scheduler import Scheduler
from threadkata.model.threads import VirtualThread
from threadkata.search.races import Node, Path, Races
from threadkata.search.strategy import keep_going


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
        self._nodes: list[Node | None] = []
        # The others, each with its position.
        self._choices: list[tuple[int, Node]] = []
        self._started = False
        self._pruned = False
        self._races = Races()

    # ------------------------------------------------------------------ runs

    def begin_run(self) -> bool:
        """See `Strategy`."""
        if not self._started:
            self._started = True
            # Up to there an earlier run has led; there another thread moves than in that one.
            self._branch = -1
        elif not self._next_branch():
            self.exhausted = not self._pruned and not self.diverged
            return False
        self._position = 0
        self._asleep: frozenset[Path] = frozenset()
        return True

    def _next_branch(self) -> bool:
        while self._choices and not self.diverged:
            position, node = self._choices[-1]
            node.done.add(node.chosen)
            for path in node.backtrack:
                if path not in node.done and path not in node.asleep:
                    node.chosen = path
                    self._branch = position
                    del self._nodes[position + 1 :]
                    return True
            self._choices.pop()
        return False

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread | None:
        """See `Strategy`."""
        if self._position <= self._branch:
            return self._follow(enabled)
        asleep = self._asleep
        if len(enabled) == 1 and not asleep:
            self._nodes.append(None)
            return enabled[0]
        awake = [thread for thread in enabled if thread.path not in asleep] if asleep else enabled
        if not awake:
            return None
        chosen = keep_going(awake, current)
        node = Node([thread.path for thread in enabled], chosen.path, asleep)
        self._choices.append((len(self._nodes), node))
        self._nodes.append(node)
        if asleep:
            self._fall_asleep(node, enabled, chosen)
        return chosen

    def _follow(self, enabled: list[VirtualThread]) -> VirtualThread | None:
        """The thread that an earlier run, or its analysis, chose at this position."""
        position = self._position
        self._position += 1
        node = self._nodes[position]
        if node is None:
            if len(enabled) == 1:
                return enabled[0]
        else:
            path = node.chosen
            for thread in enabled:
                if thread.path == path:
                    if position == self._branch:
                        self._fall_asleep(node, enabled, thread)
                    return thread
        self.diverged = True
        return None

    def _fall_asleep(self, node: Node, enabled: list[VirtualThread], chosen: VirtualThread) -> None:
        """Find out who need not be tried after this choice."""
        accesses = chosen.pending.accesses
        self._asleep = frozenset(
            thread.path
            for thread in enabled
            if thread is not chosen
            and (thread.path in node.asleep or thread.path in node.done)
            and not conflict(accesses, thread.pending.accesses)
        )

    # ------------------------------------------------------------------ races

    def end_run(self, scheduler: Scheduler) -> None:
        """See `Strategy`."""
        self._pruned = self._pruned or scheduler.pruned
        # A run that was given up has a node for each of its steps, and so has any other.
        steps = len(scheduler.steps)
        del self._nodes[steps:]
        while self._choices and self._choices[-1][0] >= steps:
            self._choices.pop()
        self._races.find(scheduler, self._nodes, min(max(self._branch, 0), steps))
