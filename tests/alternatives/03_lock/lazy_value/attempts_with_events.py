"""Every attempt has an event of its own; who finds one under way waits and looks again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    def __init__(self, factory: Callable[[], T]) -> None:
        self._factory = factory
        self._guard = threading.Lock()
        self._result: tuple[T] | None = None
        self._attempt: threading.Event | None = None

    def get(self) -> T:
        while True:
            with self._guard:
                if self._result is not None:
                    return self._result[0]
                others = self._attempt
                if others is None:
                    mine = self._attempt = threading.Event()
            if others is not None:
                others.wait()
                continue
            try:
                self._result = (self._factory(),)
                return self._result[0]
            finally:
                with self._guard:
                    self._attempt = None
                mine.set()
