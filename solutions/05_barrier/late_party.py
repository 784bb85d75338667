"""A meeting that does not wait for ever: whoever first finds the barrier broken mends it, alone."""

from __future__ import annotations

import threading
import time

# For looking at `broken` and resetting in one step. It is held for these two and nothing else, so
# one for all barriers is enough.
_mending = threading.Lock()


def meet(barrier: threading.Barrier, timeout: float | None) -> str:
    """Wait at `barrier` until all its parties are there, but not longer than `timeout` seconds."""
    # Read before wait() reads it for itself: if wait() then gives up, this has passed as well.
    deadline = None if timeout is None else time.monotonic() + timeout
    try:
        barrier.wait(timeout)
    except threading.BrokenBarrierError:
        # The same exception for who ran out of time and for those who were woken because of that.
        # Only the clock can tell one from the other.
        if deadline is not None and time.monotonic() >= deadline:
            return "late"
        return "broken"
    finally:
        # On every way out, that of an action that raised as well. Not abort(): that breaks the
        # barrier for good. And not reset() by everybody: the first makes it usable, somebody comes
        # back to it and waits, and the second reset() would call that new meeting off. For the
        # same reason looking and resetting have to be one step.
        with _mending:
            if barrier.broken:
                barrier.reset()
    return "met"
