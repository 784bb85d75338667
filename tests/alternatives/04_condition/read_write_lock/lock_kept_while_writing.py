"""A writer keeps the lock of the condition while he writes; readers count under it."""

from __future__ import annotations

import threading
from types import TracebackType


class _Reading:
    def __init__(self, owner: ReadWriteLock) -> None:
        self._owner = owner

    def __enter__(self) -> None:
        with self._owner._entrance, self._owner._nobody:
            self._owner._readers += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._owner._nobody:
            self._owner._readers -= 1
            if self._owner._readers == 0:
                self._owner._nobody.notify()


class _Writing:
    def __init__(self, owner: ReadWriteLock) -> None:
        self._owner = owner

    def __enter__(self) -> None:
        # One writer at a time stands here, so one notify is enough.
        self._owner._entrance.acquire()
        self._owner._nobody.acquire()
        while self._owner._readers:
            self._owner._nobody.wait()

    def __exit__(self, *exc_info: object) -> None:
        self._owner._nobody.release()
        self._owner._entrance.release()


class ReadWriteLock:
    def __init__(self) -> None:
        self._entrance = threading.Lock()
        self._nobody = threading.Condition(threading.Lock())
        self._readers = 0

    def reading(self) -> _Reading:
        return _Reading(self)

    def writing(self) -> _Writing:
        return _Writing(self)
