"""A call that will happen later, unless it is cancelled in time."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Reminder:
    """Calls `function(*args)` once, `seconds` seconds after it was started, in another thread."""

    def __init__(self, seconds: float, function: Callable[..., object], *args: object) -> None:
        self._function = function
        self._args = args
        # Timer.cancel() has no effect once the time is up, and does not say whether it had one.
        # So cancel() and the timer's thread settle it between them: the first to take the lock
        # decides, and the other finds the decision made.
        self._lock = threading.Lock()
        self._cancelled = False
        self._called = False
        self._timer = threading.Timer(seconds, self._call)

    def start(self) -> None:
        # A thread can be started only once, so this raises RuntimeError the second time. A Timer
        # that has been cancelled before it was started ends without a call.
        self._timer.start()

    def cancel(self) -> bool:
        with self._lock:
            # Neither `is_alive()` nor `finished` of the timer would do here: both change only
            # after the call, and while it goes on it would seem that there is still time.
            if self._called:
                return False
            self._cancelled = True
        # Only to wake the timer, so that its thread need not sit out the time.
        self._timer.cancel()
        return True

    def _call(self) -> None:
        with self._lock:
            if self._cancelled:
                return
            self._called = True
        # The decision is made, so the lock is free while the function runs: it may take as long as
        # it likes, and may itself ask to cancel.
        self._function(*self._args)
