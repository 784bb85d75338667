"""The queue is its own iterator; a predicate instead of a loop; everybody woken at every change."""

from __future__ import annotations

from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class Closed(Exception):
    pass


class ClosingQueue(Generic[T]):
    def __init__(self) -> None:
        self._changed = Condition()
        self._items: list[T] = []
        self._open = True

    def put(self, item: T) -> None:
        with self._changed:
            if not self._open:
                raise Closed
            self._changed.notify_all()
            self._items.append(item)

    def get(self) -> T:
        with self._changed:
            self._changed.wait_for(lambda: self._items or not self._open)
            try:
                return self._items.pop(0)
            except IndexError:
                raise Closed from None

    def close(self) -> None:
        with self._changed:
            if self._open:
                self._open = False
                self._changed.notify_all()

    def __iter__(self) -> ClosingQueue[T]:
        return self

    def __next__(self) -> T:
        try:
            return self.get()
        except Closed:
            raise StopIteration from None
