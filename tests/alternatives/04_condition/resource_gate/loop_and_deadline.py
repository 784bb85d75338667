"""The loop and the deadline by hand; acquire and release instead of `with`."""

from __future__ import annotations

import threading
import time


class Gate:
    def __init__(self) -> None:
        self._open = False
        self._condition = threading.Condition(threading.Lock())

    def wait(self, timeout: float | None = None) -> bool:
        deadline = None if timeout is None else time.monotonic() + timeout
        self._condition.acquire()
        try:
            while not self._open:
                if deadline is None:
                    self._condition.wait()
                    continue
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._condition.wait(left)
            return True
        finally:
            self._condition.release()

    def open(self) -> None:
        self._condition.acquire()
        try:
            self._condition.notify_all()
            self._open = True
        finally:
            self._condition.release()

    def close(self) -> None:
        self._condition.acquire()
        self._open = False
        self._condition.release()
