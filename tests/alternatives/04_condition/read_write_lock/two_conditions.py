"""A condition for readers and one for writers; who leaves decides which of them is woken."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self) -> None:
        lock = threading.Lock()
        self._may_read = threading.Condition(lock)
        self._may_write = threading.Condition(lock)
        self._lock = lock
        self._readers: set[int] = set()
        self._writers: list[int] = []  # those who wait, and the one who is in
        self._writer_is_in = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        me = threading.get_ident()
        with self._lock:
            while self._writers:
                self._may_read.wait()
            self._readers.add(me)
        try:
            yield
        finally:
            with self._lock:
                self._readers.discard(me)
                if not self._readers:
                    self._may_write.notify()

    @contextmanager
    def writing(self) -> Iterator[None]:
        me = threading.get_ident()
        with self._lock:
            self._writers.append(me)
            while self._readers or self._writer_is_in:
                self._may_write.wait()
            self._writer_is_in = True
        try:
            yield
        finally:
            with self._lock:
                self._writer_is_in = False
                self._writers.remove(me)
                if self._writers:
                    self._may_write.notify()
                else:
                    self._may_read.notify_all()
