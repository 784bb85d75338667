"""A flag and a condition; whoever stops it waits in the condition for the thread to say it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Heartbeat:
    def __init__(self, beat: Callable[[], object], interval: float) -> None:
        self._beat = beat
        self._interval = interval
        self._changed = threading.Condition()
        self._state = "new"

    def start(self) -> None:
        with self._changed:
            if self._state not in ("new", "stopped before start"):
                raise RuntimeError("started before")
            if self._state == "new":
                self._state = "beating"
                threading.Thread(target=self._run, daemon=True).start()
            else:
                self._state = "ended"

    def _run(self) -> None:
        try:
            while True:
                with self._changed:
                    if self._changed.wait_for(lambda: self._state == "stopping", self._interval):
                        return
                self._beat()
        finally:
            with self._changed:
                self._state = "ended"
                self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            if self._state == "new":
                self._state = "stopped before start"
            if self._state == "beating":
                self._state = "stopping"
                self._changed.notify_all()
            self._changed.wait_for(lambda: self._state in ("ended", "stopped before start"))
