"""A condition for both: for the pause, and for the end of the thread's work."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Poller:
    def __init__(self, step: Callable[[], object], interval: float) -> None:
        self._step = step
        self._interval = interval
        self._changed = threading.Condition()
        self._stopping = False
        self._poller: int | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        with self._changed:
            if self._poller is not None:
                raise RuntimeError("still running")
            self._stopping = False
            self._poller = -1
            thread = self._thread = threading.Thread(target=self._poll)
        thread.start()

    def stop(self, timeout: float | None = None) -> bool:
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
            if self._poller == threading.get_ident():
                return False
            return self._changed.wait_for(lambda: self._poller is None, timeout)

    def _poll(self) -> None:
        with self._changed:
            self._poller = threading.get_ident()
        try:
            while True:
                with self._changed:
                    if self._stopping:
                        return
                self._step()
                with self._changed:
                    self._changed.wait_for(lambda: self._stopping, self._interval)
        finally:
            with self._changed:
                self._poller = None
                self._changed.notify_all()
