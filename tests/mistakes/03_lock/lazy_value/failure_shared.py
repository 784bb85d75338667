"""Every attempt is shared by all who come while it lasts, its failure included."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Attempt:
    """One call of the factory."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.value: Any = None
        self.error: BaseException | None = None


class Lazy(Generic[T]):
    """A value that `factory` makes at the first call of `get`, for any number of threads."""

    def __init__(self, factory: Callable[[], T]) -> None:
        self._factory = factory
        self._lock = threading.Lock()
        self._attempt: Attempt | None = None

    def get(self) -> T:
        with self._lock:
            attempt = self._attempt
            if attempt is None:
                mine = self._attempt = Attempt()
        if attempt is None:
            attempt = mine
            try:
                attempt.value = self._factory()
            except BaseException as error:
                attempt.error = error
                with self._lock:
                    self._attempt = None
            attempt.over.set()
        attempt.over.wait()
        if attempt.error is not None:
            raise attempt.error
        return attempt.value
