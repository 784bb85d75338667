"""Who waits when the gate is opened gets through for certain, even if it is closed at once.

More than is promised: the waiting thread looks whether the gate has been opened since, not whether
it is open now.
"""

from __future__ import annotations

import threading


class Gate:
    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._openings = 0
        self._is_open = False

    def wait(self, timeout: float | None = None) -> bool:
        with self._condition:
            if self._is_open:
                return True
            seen = self._openings
            return self._condition.wait_for(lambda: self._openings != seen, timeout)

    def open(self) -> None:
        with self._condition:
            self._is_open = True
            self._openings += 1
            self._condition.notify_all()

    def close(self) -> None:
        with self._condition:
            self._is_open = False
