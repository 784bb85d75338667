"""A loop that looks, waits and looks again: one look more than needed, and right."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count


def wait_or_work(event: threading.Event, interval: float, work: Callable[[], object]) -> int:
    for calls in count():
        if not event.is_set():
            event.wait(timeout=interval)
        if event.is_set():
            return calls
        work()
    raise AssertionError("count() has no end")
