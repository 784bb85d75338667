"""A gate: a flag that says how things are, and a condition to wait in until they have changed."""

from __future__ import annotations

import threading


class Gate:
    """Closed at first. Any number of threads may wait for it to open, and open and close it."""

    def __init__(self) -> None:
        # The condition alone is no gate: a notify wakes those who wait at that moment and leaves
        # nothing behind. The flag is what a thread sees that comes late.
        self._is_open = False
        self._changed = threading.Condition()

    def wait(self, timeout: float | None = None) -> bool:
        # Looking and going to sleep are one step for the others, because both happen under the
        # lock. Were the flag read before the lock is taken, the gate could be opened in between,
        # and this thread would go to sleep after the bell has rung.
        #
        # wait_for looks, sleeps, and looks again each time it is woken, and its timeout is one
        # deadline for all that. Around wait(timeout), the loop, the deadline and the last look
        # would have to be written by hand.
        with self._changed:
            return self._changed.wait_for(lambda: self._is_open, timeout)

    def open(self) -> None:
        with self._changed:
            self._is_open = True
            # An open gate is good news for all of them. notify() would wake one.
            self._changed.notify_all()

    def close(self) -> None:
        # Nobody waits for a gate to be closed, so nobody has to be told.
        with self._changed:
            self._is_open = False
