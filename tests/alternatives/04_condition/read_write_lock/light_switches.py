"""Semaphores only. The first one in switches the light on, the last one out switches it off.

One switch keeps writers out while readers are in, the other one readers while writers want to go
in.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Switch:
    def __init__(self, light: threading.Semaphore) -> None:
        self._light = light
        self._guard = threading.Semaphore(1)
        self._inside = 0

    def __enter__(self) -> None:
        with self._guard:
            self._inside += 1
            if self._inside == 1:
                self._light.acquire()

    def __exit__(self, *exc_info: object) -> None:
        with self._guard:
            self._inside -= 1
            if not self._inside:
                self._light.release()


class ReadWriteLock:
    def __init__(self) -> None:
        self._no_readers = threading.Semaphore(1)
        self._no_writers = threading.Semaphore(1)
        self._read_switch = _Switch(self._no_writers)
        self._write_switch = _Switch(self._no_readers)

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._no_readers:
            self._read_switch.__enter__()
        try:
            yield
        finally:
            self._read_switch.__exit__()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._write_switch, self._no_writers:
            yield
