"""One try around everything; what it releases depends on the answer of acquire()."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def hold(lock: threading.Lock, seconds: float | None) -> Iterator[None]:
    taken = False
    try:
        if seconds is None:
            taken = lock.acquire()
        else:
            taken = lock.acquire(timeout=seconds if seconds > 0 else 0)
        if not taken:
            raise TimeoutError
        yield None
    finally:
        if taken:
            lock.release()
