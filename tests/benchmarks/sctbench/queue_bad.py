"""The taker counts its turns, and not what it has taken.

Ported from cmu-pasta/spaghetti-bench, SCTBench/cs/origin/QueueBad.java, itself a translation of
SCTBench's queue_bad.c: twenty turns each.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar

SIZE = 20


class QueueBad:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.elements = [0] * SIZE
        self.head = 0
        self.tail = 0
        self.amount = 0
        self.stored = [0] * SIZE
        self.may_put = True
        self.may_take = False

    def is_empty(self) -> bool:
        return self.head == self.tail

    def enqueue(self, item: int) -> None:
        self.elements[self.tail] = item
        self.amount += 1
        self.tail = 1 if self.tail == SIZE else self.tail + 1

    def dequeue(self) -> int:
        item = self.elements[self.head]
        self.amount -= 1
        self.head = 1 if self.head == SIZE else self.head + 1
        return item

    def put(self) -> None:
        value = 0
        with self.lock:
            self.enqueue(value)
            self.stored[0] = value
            assert not self.is_empty()
        for turn in range(SIZE - 1):
            with self.lock:
                if self.may_put:
                    value += 1
                    self.enqueue(value)
                    self.stored[turn + 1] = value
                    self.may_put = False
                    self.may_take = True

    def take(self) -> None:
        for turn in range(SIZE):
            with self.lock:
                if self.may_take:
                    assert self.dequeue() == self.stored[turn]
                    self.may_take = False
                    self.may_put = True

    def threads(self) -> list[Callable[[], None]]:
        return [self.put, self.take]

    def check(self) -> None:
        pass
