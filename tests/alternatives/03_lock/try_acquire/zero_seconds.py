"""A time limit of zero seconds is a try, too; the pauses are made by the one loop over tries."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable


def acquire_times(lock: threading.Lock, wanted: int, pause: Callable[[], object]) -> int:
    if wanted <= 0:
        return 0
    for tries in itertools.count(1):
        if lock.acquire(timeout=0):
            lock.release()
            wanted -= 1
            if wanted == 0:
                return tries
        pause()
    raise AssertionError
