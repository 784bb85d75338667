"""Virtual time: it costs nothing, and moves only when the scheduler says so."""

from __future__ import annotations

import math
from typing import Final, final

from threadkata.model.operation import CLOCK, Operation

#: What `monotonic()` says when a run begins. Not zero, so that "if not started:" is no accident.
START: Final = 100.0


@final
class Clock:
    """The time of one run, in seconds."""

    __slots__ = ("now",)

    def __init__(self) -> None:
        self.now = START

    def after(self, seconds: float) -> float:
        """The moment when `seconds` will have passed.

        It is later than now, however few they are: "sleep for what is missing" would otherwise go
        round for ever when rounding has left less than two numbers of this size are apart.
        """
        moment = self.now + seconds
        return math.nextafter(moment, math.inf) if seconds > 0 and moment == self.now else moment


def clock_operation(name: str) -> Operation:
    """Reading the clock, as an operation: it matters only where time can move at any moment."""
    return Operation("clock", ((CLOCK, None, False),), None, name)
