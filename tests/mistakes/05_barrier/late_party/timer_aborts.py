"""A meeting. Nothing keeps the timer from aborting a barrier at which all have come."""

from __future__ import annotations

import threading

_mending = threading.Lock()


def meet(barrier: threading.Barrier, timeout: float | None) -> str:
    late = timeout == 0 and barrier.n_waiting < barrier.parties - 1
    if late:
        barrier.abort()

    def give_up() -> None:
        nonlocal late
        late = True
        barrier.abort()

    timer = threading.Timer(timeout, give_up) if timeout else None
    if timer:
        timer.start()
    try:
        barrier.wait()
        return "met"
    except threading.BrokenBarrierError:
        return "late" if late else "broken"
    finally:
        if timer:
            timer.cancel()
        with _mending:
            if barrier.broken:
                barrier.reset()
