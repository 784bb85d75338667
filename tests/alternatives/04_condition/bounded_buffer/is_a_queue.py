"""A queue of the standard library with one more method."""

from __future__ import annotations

import queue


class BoundedBuffer(queue.Queue):  # type: ignore[type-arg]
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("capacity must be positive")
        super().__init__(capacity)

    def __len__(self) -> int:
        return self.qsize()
