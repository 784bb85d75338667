"""Everybody in the order of arrival: who is at the head of the queue may go in if he fits in."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self) -> None:
        self._changed = threading.Condition(threading.Lock())
        self._queue: deque[object] = deque()
        self._inside = 0  # readers; -1 for a writer

    @contextmanager
    def reading(self) -> Iterator[None]:
        own = object()
        with self._changed:
            self._queue.append(own)
            while self._queue[0] is not own or self._inside < 0:
                self._changed.wait()
            self._queue.popleft()
            self._inside += 1
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        own = object()
        with self._changed:
            self._queue.append(own)
            while self._queue[0] is not own or self._inside != 0:
                self._changed.wait()
            self._queue.popleft()
            self._inside = -1
        try:
            yield
        finally:
            with self._changed:
                self._inside = 0
                self._changed.notify_all()
