"""How a run ends."""

from __future__ import annotations

import enum
from typing import Final


class RunOver(BaseException):
    """Raised inside threads of a run that is over, to unwind them. Nothing may stop it."""


class Ending(enum.Enum):
    """How a run ended."""

    DONE = "every thread ended"
    STUCK = "no thread can move"
    FAILED = "the main thread, or a check, raised"
    TOO_LONG = "more operations than a run may have"
    ENDLESS = "a loop or a recursion without end, that touches nothing shared"
    BLOCKED = "a call that waits for something outside the model"
    UNCONTROLLED = "a call that uses a thread, an event loop or a tracer outside the model"
    BEGIN_AGAIN = "what was left unannounced so far has to be announced"
    ABANDONED = "the strategy has no use for the rest of this run"


#: Endings of runs that have no end of their own.
CUT_OFF: Final = frozenset({Ending.TOO_LONG, Ending.ENDLESS, Ending.BLOCKED, Ending.UNCONTROLLED})
