"""A semaphore with one permit instead of a lock."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Refresher:
    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._permit = threading.BoundedSemaphore(1)

    def refresh(self) -> bool:
        may_work = self._permit.acquire(blocking=False)
        if may_work:
            try:
                self._work()
            except BaseException:
                self._permit.release()
                raise
            self._permit.release()
        return may_work
