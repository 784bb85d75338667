"""A function that succeeds once, called as often as wanted; release in a finally clause."""

from __future__ import annotations

import threading
from collections.abc import Callable


def acquire_times(lock: threading.Lock, wanted: int, pause: Callable[[], object]) -> int:
    tries = 0
    for already in range(wanted):
        if already:
            pause()
        tries += acquire_once(lock, pause)
    return tries


def acquire_once(lock: threading.Lock, pause: Callable[[], object]) -> int:
    tries = 1
    have_it = lock.acquire(False)
    try:
        while not have_it:
            pause()
            tries += 1
            have_it = lock.acquire(False)
    finally:
        if have_it:
            lock.release()
    return tries
