"""By recursion: one wait as long as can be, and then the rest."""

from __future__ import annotations

import threading


def wait_at_most(event: threading.Event, seconds: float) -> bool:
    if seconds <= threading.TIMEOUT_MAX:
        return event.wait(max(seconds, 0))
    return event.wait(threading.TIMEOUT_MAX) or wait_at_most(event, seconds - threading.TIMEOUT_MAX)
