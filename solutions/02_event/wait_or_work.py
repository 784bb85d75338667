"""Wait for a signal, or work: the one call that waits also says why it has returned."""

from __future__ import annotations

import threading
from collections.abc import Callable


def wait_or_work(event: threading.Event, interval: float, work: Callable[[], object]) -> int:
    """Wait until `event` is set, and call `work()` each time that `interval` seconds pass without.

    Returns how many times that was.
    """
    calls = 0
    # wait() is True when the event is set and False when the time is over: the pause, the look at
    # the event and the decision are one call, with no gap between them. Tempting and wrong is
    # `while not event.is_set()` around a wait() whose result is dropped: it works once more after
    # the event has come. time.sleep() as the pause would sleep through the event.
    while not event.wait(interval):
        work()
        calls += 1
    return calls
