"""A latch: a number that a lock keeps right, and an event that says when it has come to zero."""

from __future__ import annotations

import threading


class CountDownLatch:
    """Opens, once and for all, when `count_down` has been called `count` times."""

    def __init__(self, count: int) -> None:
        if count < 0:
            raise ValueError(f"count must not be negative, but is {count}")
        self._count = count
        self._lock = threading.Lock()
        # An event cannot count: set twice is set. It can only say that the counting is over.
        self._open = threading.Event()
        # Nobody will ever count down to zero if that is where it begins.
        if count == 0:
            self._open.set()

    def count_down(self) -> None:
        # Looking, subtracting and looking again are one step to the others. Without the lock, two
        # threads could both read 2 and both write 1, and the latch would stay shut for ever.
        with self._lock:
            if self._count == 0:
                return
            self._count -= 1
            if self._count == 0:
                # After the count: whoever is woken finds that nothing is missing any more.
                self._open.set()

    def wait(self, timeout: float | None = None) -> bool:
        # Without the lock, which whoever counts down has to take.
        return self._open.wait(timeout)

    @property
    def count(self) -> int:
        with self._lock:
            return self._count
