"""The first who asks makes the value, the others wait for an event that only success sets."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """A value that `factory` makes at the first call of `get`, for any number of threads."""

    def __init__(self, factory: Callable[[], T]) -> None:
        self._factory = factory
        self._lock = threading.Lock()
        self._claimed = False
        self._made = threading.Event()
        self._value: Any = None

    def get(self) -> T:
        with self._lock:
            first = not self._claimed
            self._claimed = True
        if first:
            try:
                self._value = self._factory()
            except BaseException:
                self._claimed = False
                raise
            self._made.set()
        self._made.wait()
        return self._value
