"""Waits for a minute at a time, towards one deadline; `acquire` wakes at once when it is free."""

from __future__ import annotations

import threading
import time
from contextlib import AbstractContextManager


class hold(AbstractContextManager[None]):  # noqa: N801
    """A context manager whose block runs while this thread has `lock`."""

    def __init__(self, lock: threading.Lock, seconds: float | None) -> None:
        self._lock = lock
        self._seconds = seconds

    def __enter__(self) -> None:
        if self._seconds is None:
            while not self._lock.acquire(timeout=60):
                pass
            return
        deadline = time.monotonic() + self._seconds
        while not self._lock.acquire(timeout=max(0, min(60, deadline - time.monotonic()))):
            if time.monotonic() >= deadline:
                raise TimeoutError(f"the lock was not free within {self._seconds} s")

    def __exit__(self, *exc_info: object) -> None:
        self._lock.release()
