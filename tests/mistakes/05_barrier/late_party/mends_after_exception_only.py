"""A meeting. The barrier is mended after every Exception, but not everything raised is one."""

from __future__ import annotations

import threading
import time

_mending = threading.Lock()


def mend(barrier: threading.Barrier) -> None:
    with _mending:
        if barrier.broken:
            barrier.reset()


def meet(barrier: threading.Barrier, timeout: float | None) -> str:
    deadline = None if timeout is None else time.monotonic() + timeout
    try:
        barrier.wait(timeout)
        return "met"
    except threading.BrokenBarrierError:
        late = deadline is not None and time.monotonic() >= deadline
        mend(barrier)
        return "late" if late else "broken"
    except Exception:
        mend(barrier)
        raise
