"""Looks first, and tries only if the lock seemed to be free: one more call, and right."""

from __future__ import annotations

import threading
from collections.abc import Callable


def acquire_times(lock: threading.Lock, wanted: int, pause: Callable[[], object]) -> int:
    """Take `lock` `wanted` times, and return how many tries that took."""
    if wanted == 0:
        return 0
    tries = 1
    while True:
        if not lock.locked() and lock.acquire(False):
            lock.release()
            wanted -= 1
            if wanted == 0:
                return tries
        pause()
        tries += 1
