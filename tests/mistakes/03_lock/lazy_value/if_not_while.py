"""Who has been waiting looks once, and if that failed, all of them call the factory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """A value that `factory` makes at the first call of `get`, for any number of threads."""

    def __init__(self, factory: Callable[[], T]) -> None:
        self._factory = factory
        self._state = "new"
        self._value: Any = None
        self._changed = threading.Condition()

    def get(self) -> T:
        with self._changed:
            if self._state == "being made":
                self._changed.wait()
            if self._state == "made":
                return self._value
            self._state = "being made"
        try:
            value = self._factory()
        except BaseException:
            self._now("new")
            raise
        self._value = value
        self._now("made")
        return value

    def _now(self, state: str) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()
