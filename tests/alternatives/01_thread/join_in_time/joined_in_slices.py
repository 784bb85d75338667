"""The time is spent in slices, and a look at the threads comes after each of them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Thread


def wait_for(thread: Thread, seconds: float) -> bool:
    end = time.monotonic() + seconds
    thread.join(0)
    while thread.is_alive():
        left = end - time.monotonic()
        if left <= 0:
            return False
        thread.join(min(left, 7.0))
    return True


def join_all(threads: Sequence[Thread], seconds: float) -> list[Thread]:
    end = time.monotonic() + seconds
    alive = list(threads)
    while True:
        alive = [thread for thread in alive if thread.is_alive()]
        left = end - time.monotonic()
        if not alive or left <= 0:
            return alive
        alive[0].join(min(left, 7.0))
