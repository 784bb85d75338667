"""A message in a queue behind each step, and one context manager for all three."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class InOrder:
    def __init__(self) -> None:
        self._messages: list[queue.SimpleQueue[str]] = [queue.SimpleQueue() for _ in range(3)]

    @contextmanager
    def _step(self, number: int) -> Iterator[None]:
        if number > 0:
            self._messages[number - 1].get()
        try:
            yield
        finally:
            self._messages[number].put("done")

    def first(self, f: Callable[[], None]) -> None:
        with self._step(0):
            f()

    def second(self, f: Callable[[], None]) -> None:
        with self._step(1):
            f()

    def third(self, f: Callable[[], None]) -> None:
        with self._step(2):
            f()
