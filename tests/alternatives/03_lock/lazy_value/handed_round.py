"""There is one box, in a queue: who has it may open it, fill it, and puts it back for the next."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """A value that `factory` makes at the first call of `get`, for any number of threads."""

    def __init__(self, factory: Callable[[], T]) -> None:
        self._factory = factory
        self._boxes: queue.SimpleQueue[list[T]] = queue.SimpleQueue()
        self._boxes.put([])

    def get(self) -> T:
        box = self._boxes.get()
        try:
            if not box:
                box.append(self._factory())
            return box[0]
        finally:
            self._boxes.put(box)
