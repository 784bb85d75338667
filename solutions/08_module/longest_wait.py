"""The longest wait: one deadline, and as many waits on the way to it as it takes."""

from __future__ import annotations

import threading
import time


def wait_at_most(event: threading.Event, seconds: float) -> bool:
    """Block until `event` is set, but for no longer than `seconds`. True if it is set."""
    # Not `event.wait(None)` for what is too long: where TIMEOUT_MAX is 49 days, two months would
    # last for ever. Infinity needs no line of its own: an infinite deadline is never reached.
    deadline = time.monotonic() + seconds
    remaining = seconds
    while not event.wait(min(remaining, threading.TIMEOUT_MAX)):
        # From the deadline, and not `remaining - TIMEOUT_MAX`: each wait may last a little longer
        # than it was asked to. Zero and less arrive here at once: event.wait() does not block then.
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            return event.is_set()
    return True
