"""A flag says whether somebody is at work; a lock is held only for a look at the flag."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Refresher:
    def __init__(self, work: Callable[[], object]) -> None:
        self.work = work
        self.working = False
        self.guard = threading.Lock()

    def refresh(self) -> bool:
        with self.guard:
            if self.working:
                return False
            self.working = True
        try:
            self.work()
            return True
        finally:
            with self.guard:
                self.working = False
