"""An event for each thing that has to happen. Waiting for all is waiting for each in turn."""

from __future__ import annotations

import threading
import time


class CountDownLatch:
    def __init__(self, count: int) -> None:
        if count < 0:
            raise ValueError(count)
        self._events = [threading.Event() for _ in range(count)]
        self._pending = self._events[:]

    def count_down(self) -> None:
        # Taking the last item out of a list is one step, so no event is taken twice.
        try:
            event = self._pending.pop()
        except IndexError:
            return
        event.set()

    def wait(self, timeout: float | None = None) -> bool:
        end = None if timeout is None else time.monotonic() + timeout
        for event in self._events:
            if not event.wait(None if end is None else max(0, end - time.monotonic())):
                return False
        return True

    @property
    def count(self) -> int:
        return len(self._pending)
