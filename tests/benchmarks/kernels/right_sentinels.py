"""Each of two consumers has a sentinel of its own in the queue."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import ClassVar


class Kernel:
    expected: ClassVar[str] = "nothing"

    def __init__(self) -> None:
        self.queue: queue.Queue[int | None] = queue.Queue()
        self.taken: list[int] = []

    def produce(self) -> None:
        self.queue.put(1)
        self.queue.put(None)
        self.queue.put(None)

    def consume(self) -> None:
        while True:
            item = self.queue.get()
            if item is None:
                return
            self.taken.append(item)

    def threads(self) -> list[Callable[[], None]]:
        return [self.produce, self.consume, self.consume]

    def check(self) -> None:
        assert self.taken == [1]
