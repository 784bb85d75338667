"""Each barrier has a mender of its own, found in a dictionary that does not keep it alive."""

from __future__ import annotations

import threading
import time
from weakref import WeakKeyDictionary

_guard = threading.Lock()
_menders: WeakKeyDictionary[threading.Barrier, Mender] = WeakKeyDictionary()


class Mender:
    def __init__(self) -> None:
        self.lock = threading.RLock()

    def mend(self, barrier: threading.Barrier) -> None:
        self.lock.acquire()
        try:
            if barrier.broken:
                barrier.reset()
        finally:
            self.lock.release()


def meet(barrier: threading.Barrier, timeout: float | None) -> str:
    with _guard:
        mender = _menders.setdefault(barrier, Mender())
    limit = float("inf") if timeout is None else timeout
    end = time.monotonic() + limit
    result = "broken"
    try:
        barrier.wait(timeout)
        result = "met"
    except threading.BrokenBarrierError:
        if time.monotonic() >= end:
            result = "late"
    except BaseException:
        mender.mend(barrier)
        raise
    mender.mend(barrier)
    return result
