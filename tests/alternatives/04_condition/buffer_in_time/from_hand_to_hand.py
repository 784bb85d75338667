"""Whoever waits leaves a Future, and the other side puts into it what he waits for."""

from __future__ import annotations

import queue
import threading
from collections import deque
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class TimedBuffer(Generic[T]):
    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(capacity)
        self._capacity = capacity
        self._guard = threading.Lock()
        self._items: deque[T] = deque()
        self._getters: deque[Future[T]] = deque()
        self._putters: deque[tuple[Future[None], T]] = deque()

    def put(self, item: T, timeout: float | None = None) -> None:
        with self._guard:
            if self._getters:
                self._getters.popleft().set_result(item)
                return
            if len(self._items) < self._capacity:
                self._items.append(item)
                return
            place: Future[None] = Future()
            entry = place, item
            self._putters.append(entry)
        try:
            place.result(timeout)
        except TimeoutError:
            with self._guard:
                if not place.done():
                    self._putters.remove(entry)
                    raise queue.Full from None

    def get(self, timeout: float | None = None) -> T:
        with self._guard:
            if self._items:
                first = self._items.popleft()
                if self._putters:
                    place, item = self._putters.popleft()
                    self._items.append(item)
                    place.set_result(None)
                return first
            own: Future[T] = Future()
            self._getters.append(own)
        try:
            return own.result(timeout)
        except TimeoutError:
            with self._guard:
                if own.done():
                    return own.result()
                self._getters.remove(own)
                raise queue.Empty from None
