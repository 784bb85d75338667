"""Looked at without the lock, and once more with it; the value is there before the flag says so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    def __init__(self, factory: Callable[[], T]) -> None:
        self.factory = factory
        self.ready = False
        self.value: Any = None
        self.lock = threading.Lock()

    def get(self) -> T:
        if not self.ready:
            with self.lock:
                if not self.ready:
                    self.value = self.factory()
                    self.ready = True
        return self.value  # type: ignore[no-any-return]
