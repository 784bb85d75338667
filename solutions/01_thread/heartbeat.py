"""Call a function again and again in the background: a daemon thread and a pause that can end."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Heartbeat:
    """Calls `beat()` every `interval` seconds, in a daemon thread, from `start` until `stop`."""

    def __init__(self, beat: Callable[[], object], interval: float) -> None:
        self._beat = beat
        self._interval = interval
        self._stopping = threading.Event()
        # Whether it is a daemon is settled before it starts. Afterwards it is too late, and Python
        # says so with a RuntimeError.
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        # A Thread starts only once and raises RuntimeError otherwise, which is what we promise.
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        # Without the join a call of beat() could still be going on. A thread that has not been
        # started is not alive and cannot be joined; if it is started later, it finds the event set.
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        # This wait() is the pause: False when the interval has passed, True as soon as somebody
        # has called stop(). `time.sleep()` could not be woken, and to ask `is_set()` before the
        # pause but not after it would let one more call through.
        while not self._stopping.wait(self._interval):
            self._beat()
