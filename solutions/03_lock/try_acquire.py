"""Take a lock only when it is free: the answer of acquire() decides about everything else."""

from __future__ import annotations

import threading
from collections.abc import Callable


def acquire_times(lock: threading.Lock, wanted: int, pause: Callable[[], object]) -> int:
    """Take `lock` `wanted` times, and return how many tries that took."""
    tries = 0
    taken = 0
    while taken < wanted:
        if tries > 0:
            pause()
        tries += 1
        # One call both looks and takes. `if not lock.locked(): lock.acquire()` has two steps, and
        # would wait for whoever takes the lock between them.
        if lock.acquire(blocking=False):
            # Only in this branch is the lock ours. A Lock may be released by any thread, so a
            # release after a failed try would free it under the hands of the one who holds it.
            lock.release()
            taken += 1
    return tries
