"""The mistakes that have a name, recognised from what happened.

A wrong guess is worse than none. So a pattern says only what can be read off the trace, step by
step; and where it would matter what the program means, there is no pattern.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from threadkata.explain.misuse import misused
from threadkata.explain.pattern import Pattern
from threadkata.explain.spinning import spins
from threadkata.explain.standstill import (
    barrier_not_complete,
    nested_wait,
    never_freed,
    opposite_order,
    permits_gone,
    taken_twice,
)
from threadkata.explain.torn import torn
from threadkata.explain.verdict import Kind, Verdict
from threadkata.explain.wakeups import (
    cleared_too_soon,
    looked_too_soon,
    never_set,
    not_notified,
    not_remembered,
    one_of_several,
)
from threadkata.explain.woken import woken_but_not_so
from threadkata.model.trace import Trace

Recogniser = Callable[[Trace, Verdict], Pattern | None]

#: What threads do that end up standing still; the first that is recognised is told.
_STANDING_STILL: Final[tuple[Recogniser, ...]] = (
    never_freed,
    nested_wait,
    taken_twice,
    opposite_order,
    torn,
    woken_but_not_so,
    looked_too_soon,
    not_remembered,
    one_of_several,
    not_notified,
    cleared_too_soon,
    never_set,
    permits_gone,
    barrier_not_complete,
)

_RECOGNISERS: Final[dict[Kind, tuple[Recogniser, ...]]] = {
    Kind.WRONG_RESULT: (woken_but_not_so, torn),
    Kind.EXCEPTION: (misused, woken_but_not_so, torn),
    Kind.DEADLOCK: _STANDING_STILL,
    Kind.LOST_WAKEUP: _STANDING_STILL,
    Kind.LOCK_LEFT_HELD: _STANDING_STILL,
    Kind.BUSY_WAITING: (spins,),
    Kind.LIVELOCK: (spins,),
}


def recognise(verdict: Verdict, trace: Trace | None) -> Pattern | None:
    """The mistake behind a failure, if it is one that has a name and shows beyond doubt.

    Arguments:
        verdict: what is wrong.
        trace: what happened; None if there was no run.
    """
    if trace is not None:
        for recogniser in _RECOGNISERS.get(verdict.kind, ()):
            found = recogniser(trace, verdict)
            if found is not None:
                return found
    return None
