"""Much shorter pieces than need be, of a fraction of the longest, and recursion for the rest."""

from __future__ import annotations

import threading
import time


def wait_at_most(event: threading.Event, seconds: float) -> bool:
    return _wait_until(event, time.monotonic() + seconds)


def _wait_until(event: threading.Event, deadline: float) -> bool:
    left = deadline - time.monotonic()
    piece = threading.TIMEOUT_MAX / 4
    if left <= piece:
        return event.wait(left)
    return event.wait(piece) or _wait_until(event, deadline)
