"""The pause is a wait on a lock that `stop` frees, and the thread is a class of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable


class _Round(threading.Thread):
    def __init__(self, step: Callable[[], object], interval: float) -> None:
        super().__init__()
        self._step = step
        self._interval = interval
        self._guard = threading.Lock()
        self._running = threading.Lock()
        self._running.acquire()
        self._asked = False

    def run(self) -> None:
        while not self._asked:
            self._step()
            if self._running.acquire(timeout=self._interval):
                return

    def ask(self) -> None:
        with self._guard:
            if not self._asked:
                self._asked = True
                self._running.release()


class Poller:
    def __init__(self, step: Callable[[], object], interval: float) -> None:
        self._arguments = (step, interval)
        self._round: _Round | None = None

    def start(self) -> None:
        if self._round and self._round.is_alive():
            raise RuntimeError("still running")
        self._round = _Round(*self._arguments)
        self._round.start()

    def stop(self, timeout: float | None = None) -> bool:
        current = self._round
        if current is None:
            return True
        current.ask()
        if current is threading.current_thread():
            return False
        current.join(timeout)
        return not current.is_alive()
