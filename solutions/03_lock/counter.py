"""A counter that many threads share: one integer, one lock, and never the one without the other."""

from __future__ import annotations

import threading


class Counter:
    """An integer that any number of threads may increment and read at any time."""

    def __init__(self, start: int = 0) -> None:
        self._value = start
        # A lock of its own for each counter. In the class body it would be one lock for all of
        # them, and threads that count different things would queue for each other.
        self._lock = threading.Lock()

    def increment(self, by: int = 1) -> int:
        # `+=` looks like one step and is three: read, add, write. Whoever comes in between reads
        # the same old value, and one of the two sums is overwritten. `with` frees the lock
        # also when the addition raises; nothing has been stored by then.
        #
        # The return is inside, too. After the block another thread may have counted already, and
        # this call would hand out that thread's number.
        with self._lock:
            self._value += by
            return self._value

    @property
    def value(self) -> int:
        # One attribute is read in one step, so this lock could be left out as long as the value
        # is a single attribute. "Never touched without the lock" is the rule that needs no such
        # footnote. It also means that `increment` must not use `value`: a Lock, unlike an RLock,
        # cannot be taken a second time by the thread that holds it.
        with self._lock:
            return self._value
