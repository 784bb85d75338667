"""A call that is repeated at fixed times until it is cancelled."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable


class Every:
    """Calls `function()` again and again, in a thread of its own, until it is cancelled."""

    def __init__(self, interval: float, function: Callable[[], object]) -> None:
        self._interval = interval
        self._function = function
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        # This alone is not enough: the thread may have looked at the event a moment ago, and be
        # about to call. When it has ended, it certainly does not call any more.
        self._cancelled.set()
        # A thread cannot join itself, so a cancel() from the function leaves it at that. Nor can a
        # thread be joined before its start; when it is started later, it finds the event set.
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        # Each due time is reckoned from the beginning. From the end of the last call, the length
        # of all calls would add up; so would the little delays of many waits.
        begin = time.monotonic()
        for number in itertools.count(1):
            due = begin + number * self._interval
            # The wait ends when the time has come, or else when somebody cancels, and says which.
            # If the call is late already, what is left to wait is negative: wait() only looks.
            if self._cancelled.wait(due - time.monotonic()):
                return
            self._function()
