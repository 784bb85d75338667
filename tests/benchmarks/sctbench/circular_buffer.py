"""The receiver counts its turns, and not what it has received.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/circular_buffer_bad.c: seven turns
each, a buffer of ten. A turn in which there is nothing to do passes all the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar

TURNS = 7
ROOM = 10


class CircularBuffer:
    expected: ClassVar[str] = "wrong result"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.buffer = [0] * ROOM
        self.first = 0
        self.next = 0
        self.may_send = True
        self.may_receive = False

    def insert(self, item: int) -> None:
        if self.next < ROOM:
            self.buffer[self.next] = item
            self.next = (self.next + 1) % ROOM

    def remove(self) -> int:
        if self.next > 0 and self.first < ROOM:
            self.first += 1
            return self.buffer[self.first - 1]
        return -1

    def send(self) -> None:
        for turn in range(TURNS):
            with self.lock:
                if self.may_send:
                    self.insert(turn)
                    self.may_send = False
                    self.may_receive = True

    def receive(self) -> None:
        for turn in range(TURNS):
            with self.lock:
                if self.may_receive:
                    assert self.remove() == turn
                    self.may_receive = False
                    self.may_send = True

    def threads(self) -> list[Callable[[], None]]:
        return [self.send, self.receive]

    def check(self) -> None:
        pass
