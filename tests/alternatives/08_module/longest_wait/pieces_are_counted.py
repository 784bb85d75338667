"""Infinity and what is over are cases of their own; for the rest the pieces are counted first."""

from __future__ import annotations

import math
import threading


def wait_at_most(event: threading.Event, seconds: float) -> bool:
    if seconds == math.inf:
        return event.wait()
    if seconds <= 0:
        return event.is_set()
    pieces, rest = divmod(seconds, threading.TIMEOUT_MAX)
    while pieces >= 1:
        if event.wait(threading.TIMEOUT_MAX):
            return True
        pieces -= 1
    return event.wait(rest)
