"""The release is put on a stack once there is something to release."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


@contextmanager
def hold(lock: threading.Lock, seconds: float | None) -> Iterator[None]:
    with ExitStack() as stack:
        limit = threading.TIMEOUT_MAX if seconds is None else max(0.0, seconds)
        if lock.acquire(timeout=limit):
            stack.callback(lock.release)
        else:
            raise TimeoutError("busy")
        yield
