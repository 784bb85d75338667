"""One thread claims the making; the others wait in a condition, and one of them may take over."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Lazy(Generic[T]):
    def __init__(self, factory: Callable[[], T]) -> None:
        self._factory = factory
        self._state = "missing"
        self._value: T | None = None
        self._changed = threading.Condition()

    def get(self) -> T:
        with self._changed:
            self._changed.wait_for(lambda: self._state != "being made")
            if self._state == "made":
                return cast("T", self._value)
            self._state = "being made"
        try:
            value = self._factory()
        except BaseException:
            with self._changed:
                self._state = "missing"
                self._changed.notify()
            raise
        with self._changed:
            self._value = value
            self._state = "made"
            self._changed.notify_all()
        return value
