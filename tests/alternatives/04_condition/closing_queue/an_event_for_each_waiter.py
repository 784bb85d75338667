"""Everybody waits for an event of his own; an iterator that is a class of its own."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Closed(RuntimeError):
    pass


class _Loop(Generic[T]):
    __slots__ = ("_queue",)

    def __init__(self, queue: ClosingQueue[T]) -> None:
        self._queue = queue

    def __iter__(self) -> _Loop[T]:
        return self

    def __next__(self) -> T:
        try:
            return self._queue.get()
        except Closed:
            raise StopIteration from None


class ClosingQueue(Generic[T]):
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._items: deque[T] = deque()
        self._waiting: deque[threading.Event] = deque()
        self._closed = False

    def put(self, item: T) -> None:
        with self._guard:
            if self._closed:
                raise Closed
            self._items.append(item)
            if self._waiting:
                self._waiting.popleft().set()

    def get(self) -> T:
        while True:
            with self._guard:
                if self._items:
                    return self._items.popleft()
                if self._closed:
                    raise Closed
                called = threading.Event()
                self._waiting.append(called)
            called.wait()

    def close(self) -> None:
        with self._guard:
            self._closed = True
            while self._waiting:
                self._waiting.pop().set()

    def __iter__(self) -> _Loop[T]:
        return _Loop(self)
