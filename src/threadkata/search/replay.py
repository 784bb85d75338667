"""One given schedule, and its short text form.

A schedule says where a run deviates from the default, in which the thread that moved last goes on,
or else the first thread that can. Only decisions count at which more than one thread could move.
`3:0.2,7:0.1` says: at the third decision thread 0.2 moves, at the seventh thread 0.1; the empty
schedule, written `-`, is the default throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import final

from threadkata.model.scheduler import Choose, Scheduler
from threadkata.model.threads import VirtualThread
from threadkata.search.strategy import keep_going


@dataclass(frozen=True, slots=True)
class Schedule:
    """The choices that make one interleaving happen.

    Attributes:
        deviations: the number of the decision, from 0, and the path of the thread that moves.
        hasty: whether time limits may run out although other threads could still move.
    """

    deviations: tuple[tuple[int, tuple[int, ...]], ...] = ()
    hasty: bool = False

    def __str__(self) -> str:
        parts = [f"{number}:{'.'.join(map(str, path))}" for number, path in self.deviations]
        return ("~" if self.hasty else "") + (",".join(parts) or "-")

    @classmethod
    def parse(cls, text: str) -> Schedule:
        """The schedule that `text` stands for. Raises ValueError if it stands for none."""
        hasty = text.startswith("~")
        body = text.removeprefix("~")
        if body == "-":
            return cls((), hasty)
        deviations = []
        for part in body.split(","):
            match = re.fullmatch(r"(\d+):(\d+(?:\.\d+)*)", part)
            if match is None:
                raise ValueError(
                    f"{text!r} is not a schedule: copy the text after --schedule= from the report"
                )
            path = tuple(int(number) for number in match[2].split("."))
            deviations.append((int(match[1]), path))
        return cls(tuple(deviations), hasty)


@final
class Replay:
    """Follows one schedule.

    Attributes:
        fits: whether every deviation so far was possible.
    """

    name = "replay"
    exhausted = False

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._done = False
        self.fits = True

    def begin_run(self) -> bool:
        """See `Strategy`."""
        if self._done:
            return False
        self._done = True
        self._ahead = dict(self._schedule.deviations)
        self._decisions = 0
        return True

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        """See `Strategy`."""
        if len(enabled) == 1:
            return enabled[0]
        path = self._ahead.pop(self._decisions, None)
        self._decisions += 1
        if path is not None:
            for thread in enabled:
                if thread.path == path:
                    return thread
            self.fits = False
        return keep_going(enabled, current)

    def end_run(self, scheduler: Scheduler) -> None:
        """See `Strategy`."""
        if self._ahead:
            self.fits = False


@final
class Follow:
    """Repeats the decisions of a run that has just been made.

    Arguments:
        decisions: the thread chosen each time more than one could move, by its path.
    """

    def __init__(self, decisions: Iterable[tuple[int, ...]]) -> None:
        self._ahead = iter(decisions)

    def choose(self, enabled: list[VirtualThread], current: VirtualThread) -> VirtualThread:
        """See `Strategy`."""
        if len(enabled) == 1:
            return enabled[0]
        path = next(self._ahead, None)
        for thread in enabled:
            if thread.path == path:
                return thread
        return keep_going(enabled, current)


@final
class Recording:
    """Wraps the choices of another strategy and writes them down as a schedule."""

    __slots__ = ("_choose", "_decisions", "_deviations", "_hasty")

    def __init__(self, choose: Choose, *, hasty: bool) -> None:
        self._choose = choose
        self._decisions = 0
        self._deviations: list[tuple[int, tuple[int, ...]]] = []
        self._hasty = hasty

    def __call__(
        self, enabled: list[VirtualThread], current: VirtualThread
    ) -> VirtualThread | None:
        """Choose as the other strategy does."""
        chosen = self._choose(enabled, current)
        if len(enabled) > 1:
            if chosen is not None and chosen is not keep_going(enabled, current):
                self._deviations.append((self._decisions, chosen.path))
            self._decisions += 1
        return chosen

    @property
    def schedule(self) -> Schedule:
        """What has been chosen so far."""
        return Schedule(tuple(self._deviations), self._hasty)
