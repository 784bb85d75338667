"""A helper waits for the event and then frees a lock, on which the caller waits with a limit."""

from __future__ import annotations

import threading
from collections.abc import Callable


def wait_or_work(event: threading.Event, interval: float, work: Callable[[], object]) -> int:
    if event.is_set():
        return 0
    come = threading.Lock()
    come.acquire()

    def watch() -> None:
        event.wait()
        come.release()

    threading.Thread(target=watch, daemon=True).start()
    calls = 0
    while not event.is_set() and not come.acquire(timeout=interval):
        if event.is_set():
            break
        work()
        calls += 1
    return calls
