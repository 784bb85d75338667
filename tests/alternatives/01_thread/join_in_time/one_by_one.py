"""wait_for does the work, one thread after the other, and says who is left."""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Thread


def wait_for(thread: Thread, seconds: float) -> bool:
    thread.join(timeout=max(0.0, seconds))
    return not thread.is_alive()


def join_all(threads: Sequence[Thread], seconds: float) -> list[Thread]:
    end = time.perf_counter() + seconds
    return [thread for thread in threads if not wait_for(thread, end - time.perf_counter())]
