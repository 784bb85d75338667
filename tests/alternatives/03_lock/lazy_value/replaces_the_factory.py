"""Once the value is there, the factory is replaced by a function that returns it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """A value that `factory` makes at the first call of `get`, for any number of threads."""

    def __init__(self, factory: Callable[[], T]) -> None:
        self._make = factory
        self._lock = threading.Lock()

    def get(self) -> T:
        with self._lock:
            value = self._make()
            self._make = lambda: value
            return value
