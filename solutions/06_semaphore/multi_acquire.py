"""Seats for groups: a semaphore for several permits at once is a number and a condition."""

from __future__ import annotations

import threading


class Seats:
    """A number of seats that are booked and freed several at a time."""

    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError(f"total must not be negative, but is {total}")
        self._total = total
        # A number of our own, beside a lock of our own. That of a Semaphore is private for a
        # reason: when you have read it, it is an old number, and nothing keeps the permits it
        # speaks of for you. Nor would a loop over acquire() do: two groups would each get half.
        self._free = total
        self._freed = threading.Condition()

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(f"there are {self._total} seats, and no booking of {n}")
        with self._freed:
            # One deadline, however often it is woken; and what it says is not only whether time
            # has run out, but whether the seats are there.
            if not self._freed.wait_for(lambda: self._free >= n, timeout):
                return False
            # Nothing was taken before, so there is nothing to give back on any other way out.
            self._free -= n
            return True

    def free(self, n: int) -> None:
        with self._freed:
            if not 0 <= n <= self._total - self._free:
                raise ValueError(f"{n} seats freed, {self._total - self._free} are taken")
            self._free += n
            # All, because those who wait want different numbers: a single notify() might wake a
            # group that is too large, and with it the wakeup is gone. Even notify(n) would do so.
            self._freed.notify_all()
