"""Virtual time: it costs nothing, and moves only when the scheduler says so."""

from __future__ import annotations

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


def clock_operation(name: str) -> Operation:
    """Reading the clock, as an operation: it matters only where time can move at any moment."""
    return Operation("clock", ((CLOCK, None, False),), None, name)
