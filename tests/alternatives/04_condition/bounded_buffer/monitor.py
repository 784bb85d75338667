"""A decorator holds the lock around every method; slots; a list with its head at the end."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


def alone(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def with_the_lock(self: BoundedBuffer[Any], *args: Any) -> Any:
        with self._lock:
            return method(self, *args)

    return with_the_lock


class BoundedBuffer(Generic[T]):
    __slots__ = ("_capacity", "_items", "_lock", "_not_empty", "_not_full")

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(capacity)
        self._capacity = capacity
        self._items: list[T] = []
        self._lock = threading.RLock()
        self._not_empty = threading.Condition(self._lock)
        self._not_full = threading.Condition(self._lock)

    @alone
    def put(self, item: T) -> None:
        while len(self) == self._capacity:
            self._not_full.wait()
        self._items.insert(0, item)
        self._not_empty.notify()

    @alone
    def get(self) -> T:
        while not self:
            self._not_empty.wait()
        self._not_full.notify()
        return self._items.pop()

    @alone
    def __len__(self) -> int:
        return len(self._items)
