"""A daemon for each thread joins it and counts; the caller waits for the count."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence


def wait_for(thread: threading.Thread, seconds: float) -> bool:
    if thread.ident is None:
        raise RuntimeError("it has not been started")
    return not join_all([thread], seconds)


def join_all(threads: Sequence[threading.Thread], seconds: float) -> list[threading.Thread]:
    if seconds <= 0:
        return [thread for thread in threads if thread.is_alive()]
    ended = threading.Semaphore(0)
    deadline = time.monotonic() + seconds

    def watch(thread: threading.Thread) -> None:
        thread.join()
        ended.release()

    for thread in threads:
        threading.Thread(target=watch, args=(thread,), daemon=True).start()
    for _ in threads:
        left = deadline - time.monotonic()
        if left <= 0 or not ended.acquire(timeout=left):
            break
    return [thread for thread in threads if thread.is_alive()]
