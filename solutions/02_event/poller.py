"""A poller: its pause is a wait for the event that says stop."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Poller:
    """Calls `step()` in a thread of its own, with a pause of `interval` seconds after each."""

    def __init__(self, step: Callable[[], object], interval: float) -> None:
        self._step = step
        self._interval = interval
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._thread is not None and self._thread.is_alive():
            raise RuntimeError("the poller is running")
        # A new event for each thread. The former one stays set, so that nobody can call a thread
        # back that has been told to end.
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._poll, args=(self._stopping,))
        self._thread.start()

    def stop(self, timeout: float | None = None) -> bool:
        self._stopping.set()
        if self._thread is None:
            return True
        # A thread that waits for its own end waits for ever; join() raises RuntimeError instead.
        if self._thread is threading.current_thread():
            return False
        # The event asks the thread to end. Only join() knows that it has.
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _poll(self, stopping: threading.Event) -> None:
        while not stopping.is_set():
            self._step()
            # The pause. time.sleep() would be one that nobody can interrupt.
            stopping.wait(self._interval)
