"""functools.cache keeps the value, an RLock keeps the threads apart."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    def __init__(self, factory: Callable[[], T]) -> None:
        self._cached = functools.cache(factory)
        self._lock = threading.RLock()

    def get(self) -> T:
        self._lock.acquire()
        try:
            return self._cached()
        finally:
            self._lock.release()
