"""One number for all who are in, a set of the writers who wait, and everybody woken each time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class _State:
    inside: int = 0  # readers; -1 for a writer
    wanting: set[object] = field(default_factory=set)


class ReadWriteLock:
    __slots__ = ("_changed", "_state")

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.RLock())
        self._state = _State()

    def _now(self, inside: int) -> None:
        with self._changed:
            self._state.inside = inside
            self._changed.notify_all()

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._changed:
            while self._state.inside < 0 or self._state.wanting:
                self._changed.wait()
            self._now(self._state.inside + 1)
        try:
            yield
        finally:
            with self._changed:
                self._now(self._state.inside - 1)

    @contextmanager
    def writing(self) -> Iterator[None]:
        own = object()
        with self._changed:
            self._state.wanting.add(own)
            while self._state.inside:
                self._changed.wait()
            self._state.wanting.remove(own)
            self._now(-1)
        try:
            yield
        finally:
            self._now(0)
