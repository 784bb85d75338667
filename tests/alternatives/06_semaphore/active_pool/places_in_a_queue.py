"""The places themselves lie in a queue, and whoever holds one writes a name on it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ActivePool:
    def __init__(self, limit: int) -> None:
        if limit < 1:
            raise ValueError(limit)
        self._names: list[str | None] = [None] * limit
        self._places: queue.SimpleQueue[int] = queue.SimpleQueue()
        for place in range(limit):
            self._places.put(place)

    @contextmanager
    def working(self) -> Iterator[None]:
        place = self._places.get()
        self._names[place] = threading.current_thread().name
        try:
            yield
        finally:
            self._names[place] = None
            self._places.put(place)

    def active(self) -> list[str]:
        return [name for name in tuple(self._names) if name is not None]
