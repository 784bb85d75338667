"""By turns: after a writer, all readers who came while he was in, and only then the next writer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._readers = 0
        self._writing = False
        self._waiting_readers = 0
        self._waiting_writers = 0
        self._group = 0  # how many of the waiting readers may pass the waiting writers

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._changed:
            if self._writing or self._waiting_writers:
                self._waiting_readers += 1
                self._changed.wait_for(
                    lambda: not self._writing and (self._group or not self._waiting_writers)
                )
                self._waiting_readers -= 1
                if self._group:
                    self._group -= 1
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._changed:
            self._waiting_writers += 1
            self._changed.wait_for(
                lambda: not self._writing and not self._readers and not self._group
            )
            self._waiting_writers -= 1
            self._writing = True
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                self._group = self._waiting_readers
                self._changed.notify_all()
