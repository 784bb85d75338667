"""One condition for everything: who cancels waits in it until no call is going on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Every:
    def __init__(self, interval: float, function: Callable[[], object]) -> None:
        self._interval = interval
        self._function = function
        self._changed = threading.Condition()
        self._cancelled = False
        self._calling = False
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def _run(self) -> None:
        due = time.monotonic() + self._interval
        while self._may_call(due):
            self._function()
            with self._changed:
                self._calling = False
                self._changed.notify_all()
            due += self._interval

    def _may_call(self, due: float) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._cancelled, max(due - time.monotonic(), 0))
            self._calling = not self._cancelled
            return self._calling

    def cancel(self) -> None:
        with self._changed:
            self._cancelled = True
            self._changed.notify_all()
            if threading.current_thread() is not self._thread:
                self._changed.wait_for(lambda: not self._calling)
