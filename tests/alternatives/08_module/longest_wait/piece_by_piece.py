"""One piece after the other is taken off the number itself."""

from __future__ import annotations

from math import isinf
from threading import TIMEOUT_MAX, Event


def wait_at_most(event: Event, seconds: float) -> bool:
    if isinf(seconds):
        return event.wait() if seconds > 0 else event.is_set()
    while seconds > TIMEOUT_MAX:
        if event.wait(TIMEOUT_MAX):
            return True
        seconds -= TIMEOUT_MAX
    return event.wait(seconds)
