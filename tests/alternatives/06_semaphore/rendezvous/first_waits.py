"""Not the same on both sides: the right one waits first and answers, which needs no more."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable


class Rendezvous:
    def __init__(self) -> None:
        self._arrivals: queue.Queue[threading.Semaphore] = queue.Queue()

    def left(self, f: Callable[[], None]) -> None:
        answer = threading.Semaphore(0)
        self._arrivals.put(answer)
        answer.acquire()
        f()

    def right(self, f: Callable[[], None]) -> None:
        self._arrivals.get().release()
        f()
