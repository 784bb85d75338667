"""No more than so many in a certain time: the last ones let through, and when that was."""

from __future__ import annotations

import threading
import time
from collections import deque


class Throttle:
    """Lets at most `calls` calls of `wait` through in any `period` seconds."""

    def __init__(self, calls: int, period: float) -> None:
        if calls < 1:
            raise ValueError(f"calls must be at least 1, not {calls}")
        if not period > 0:
            raise ValueError(f"period must be more than 0, not {period}")
        self._period = period
        # When the last `calls` calls were let through, the oldest first. More need not be known:
        # the next one is allowed a period after the oldest of these. A count for each period of
        # the clock would not do. Ten at the end of one second and ten at the beginning of the next
        # are twenty within a moment.
        self._passed: deque[float] = deque(maxlen=calls)
        self._turn = threading.Lock()

    def wait(self) -> None:
        # Held while this thread sleeps: whoever comes meanwhile could not go through earlier
        # either, and queues up at the lock. So there is one who waits for the time and many who
        # wait for that one, and nobody looks at the same oldest call as somebody else.
        with self._turn:
            if len(self._passed) == self._passed.maxlen:
                allowed = self._passed[0] + self._period
                # Again if need be: sleep() is measured by a clock of its own.
                while (missing := allowed - time.monotonic()) > 0:
                    time.sleep(missing)
            # The time at which it is really let through, which may be later than it could have
            # been. With the time that was meant, the next ones might come too close behind.
            self._passed.append(time.monotonic())
