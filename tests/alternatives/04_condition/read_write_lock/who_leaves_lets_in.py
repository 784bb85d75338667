"""Everybody waits for an event of his own, and whoever comes or leaves lets in those who may go."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._readers = 0
        self._writing = False
        self._queue: deque[tuple[bool, threading.Event]] = deque()

    def _has_room_for(self, writes: bool) -> bool:
        return not self._writing and not (writes and self._readers)

    def _let_in(self) -> None:
        while self._queue and self._has_room_for(self._queue[0][0]):
            writes, admitted = self._queue.popleft()
            if writes:
                self._writing = True
            else:
                self._readers += 1
            admitted.set()

    def _enter(self, writes: bool) -> None:
        admitted = threading.Event()
        with self._guard:
            self._queue.append((writes, admitted))
            self._let_in()
        admitted.wait()

    @contextmanager
    def reading(self) -> Iterator[None]:
        self._enter(writes=False)
        try:
            yield
        finally:
            with self._guard:
                self._readers -= 1
                self._let_in()

    @contextmanager
    def writing(self) -> Iterator[None]:
        self._enter(writes=True)
        try:
            yield
        finally:
            with self._guard:
                self._writing = False
                self._let_in()
