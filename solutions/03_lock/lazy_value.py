"""A value that is made when it is first needed: looked at, made and stored under one lock."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """A value that `factory` makes at the first call of `get`, for any number of threads."""

    def __init__(self, factory: Callable[[], T]) -> None:
        self._factory = factory
        # None may be the value, so "no value yet" is said by an empty list.
        self._made: list[T] = []
        self._lock = threading.Lock()

    def get(self) -> T:
        # The lock is held while the factory runs: that is what makes the others wait. If it
        # raises, `with` frees the lock, nothing has been stored, and the next one starts afresh.
        #
        # It is tempting to look first without the lock, because once there is a value nobody needs
        # it. That is right only if one looks again with it: several threads may have seen "no
        # value" and be waiting here. To take a free lock takes a fraction of a microsecond.
        with self._lock:
            if not self._made:
                self._made.append(self._factory())
            return self._made[0]

    def __repr__(self) -> str:
        # For somebody who looks at it in a debugger: with the lock, it would keep him waiting for
        # the factory. locked() tells how it was a moment ago, which is good enough for a glance
        # and for nothing else.
        busy = " (the lock is held)" if self._lock.locked() else ""
        return f"<Lazy {self._made[0]!r}>" if self._made else f"<Lazy, no value yet{busy}>"
