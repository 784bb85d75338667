"""A class with __enter__ and __exit__; no limit is another call."""

from __future__ import annotations

import threading
from types import TracebackType


class hold:  # noqa: N801
    def __init__(self, lock: threading.Lock, seconds: float | None) -> None:
        self._lock = lock
        self._seconds = seconds

    def __enter__(self) -> None:
        if self._seconds is None:
            self._lock.acquire()
        elif self._seconds <= 0:
            if not self._lock.acquire(blocking=False):
                raise TimeoutError
        elif not self._lock.acquire(True, self._seconds):
            raise TimeoutError(self._seconds)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._lock.release()
