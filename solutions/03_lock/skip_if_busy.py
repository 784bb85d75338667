"""Do it, unless somebody is doing it already: who holds the lock is the one who does it."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Refresher:
    """Runs one piece of work, never twice at the same time."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        # A Lock and not an RLock: when `work` calls refresh(), an RLock would let its owner in.
        self._busy = threading.Lock()

    def refresh(self) -> bool:
        # Looking and taking in one step. `if self._busy.locked(): return False` followed by a
        # `with` looks first and takes later: of two threads that both saw it free, one would wait.
        # And a flag without a lock would let both of them in.
        if not self._busy.acquire(blocking=False):
            return False
        # The return above is not inside this try: what was not taken must not be released.
        try:
            self._work()
        finally:
            self._busy.release()
        return True
