"""A decorator puts every method under the object's RLock; the pieces are kept one by one."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Any


def synchronized(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def locked(self: Inventory, *args: Any, **kwargs: Any) -> Any:
        self.lock.acquire()
        try:
            return method(self, *args, **kwargs)
        finally:
            self.lock.release()

    return locked


class Inventory:
    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.pieces: list[str] = []

    @synchronized
    def add(self, item: str, n: int) -> None:
        self.pieces += [item] * n

    @synchronized
    def remove(self, item: str, n: int) -> None:
        if self.count(item) < n:
            raise ValueError(item, n)
        for _ in range(n):
            self.pieces.remove(item)

    @synchronized
    def move(self, item: str, other: str, n: int) -> None:
        self.remove(item, n)
        self.add(other, n)

    @synchronized
    def count(self, item: str) -> int:
        return self.pieces.count(item)

    @synchronized
    def snapshot(self) -> dict[str, int]:
        return {item: self.count(item) for item in sorted(set(self.pieces))}
