"""Take a lock only when it is free, and do something else in the meantime.

A robot waters the plants in a corridor. To pass the door it needs the lock of the door, and people
hold that lock again and again, for as long as they please. The robot must never stand at the door
and wait. It tries; if the door is taken, it goes and waters a few plants, and then tries again.
At the end of the day somebody wants to know how often it had to try.

    door = threading.Lock()
    tries = acquire_times(door, 3, water_some_plants)
    log.info("passed the door 3 times in %d tries", tries)
"""

from __future__ import annotations

import threading
from collections.abc import Callable


def acquire_times(lock: threading.Lock, wanted: int, pause: Callable[[], object]) -> int:
    """Take `lock` `wanted` times, and return how many tries that took.

    A try takes the lock if it is free at that moment, and otherwise fails at once: no try ever
    waits for the lock, not for the shortest time. A lock that was taken is released again before
    anything else happens, and a lock that was not taken is left alone: whoever holds it keeps it.

    Between any two tries `pause()` is called, whether the try before it succeeded or not, and the
    lock is not held by this thread while it runs. It is not called before the first try nor after
    the last. The last try is the one that succeeds for the `wanted`-th time.

    `wanted` is 0 or more. If it is 0, nothing is tried and the result is 0. What `pause` raises
    is passed on to the caller.
    """
    raise NotImplementedError
