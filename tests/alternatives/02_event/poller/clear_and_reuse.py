"""One event for all rounds, cleared by `start` when no thread is left that could miss it."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Poller:
    def __init__(self, step: Callable[[], object], interval: float) -> None:
        self._step = step
        self._interval = interval
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        if any(thread.is_alive() for thread in self._threads):
            raise RuntimeError("still running")
        self._stop.clear()
        thread = threading.Thread(target=self._poll, daemon=True)
        self._threads.append(thread)
        thread.start()

    def stop(self, timeout: float | None = None) -> bool:
        self._stop.set()
        if not self._threads:
            return True
        thread = self._threads[-1]
        try:
            thread.join(timeout)
        except RuntimeError:
            return False
        return not thread.is_alive()

    def _poll(self) -> None:
        while not self._stop.is_set():
            self._step()
            if self._stop.wait(self._interval):
                break
