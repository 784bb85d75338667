"""A meeting. All who are inside are counted, and who comes back at once is counted with them."""

from __future__ import annotations

import threading
import time

_guard = threading.Lock()
_inside: dict[int, int] = {}


def meet(barrier: threading.Barrier, timeout: float | None) -> str:
    deadline = None if timeout is None else time.monotonic() + timeout
    with _guard:
        _inside[id(barrier)] = _inside.get(id(barrier), 0) + 1
    try:
        barrier.wait(timeout)
        return "met"
    except threading.BrokenBarrierError:
        if deadline is not None and time.monotonic() >= deadline:
            return "late"
        return "broken"
    finally:
        with _guard:
            _inside[id(barrier)] -= 1
            if not _inside[id(barrier)] and barrier.broken:
                barrier.reset()
