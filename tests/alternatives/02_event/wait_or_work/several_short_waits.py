"""Each interval is waited for in two halves: more wakeups than needed, and right."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


def wait_or_work(event: threading.Event, interval: float, work: Callable[[], object]) -> int:
    calls = 0
    while True:
        end = time.monotonic() + interval
        while (left := end - time.monotonic()) > 0:
            if event.wait(min(left, interval / 2)):
                return calls
        work()
        calls += 1
