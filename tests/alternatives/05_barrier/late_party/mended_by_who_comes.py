"""The barrier stays broken until somebody comes again: who finds it so on arrival mends it."""

from __future__ import annotations

import threading
import time

_arrival = threading.Lock()


def meet(barrier: threading.Barrier, timeout: float | None) -> str:
    begin = time.monotonic()
    with _arrival:
        if barrier.broken:
            barrier.reset()
    try:
        barrier.wait(timeout)
        return "met"
    except threading.BrokenBarrierError:
        if timeout is None or time.monotonic() < begin + timeout:
            return "broken"
        return "late"
