"""A producer finds two items too many already there, and the consumer goes home after two.

Ported from mc-imperial/sctbench, concurrent-software-benchmarks/sync02_bad.c: it hangs in every
interleaving. The original signals after it has unlocked, which Python's Condition does not allow;
here it notifies in a section of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar

ITEMS = 2


class Sync02:
    expected: ClassVar[str] = "lost wakeup"

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.empty = threading.Condition(self.lock)
        self.full = threading.Condition(self.lock)
        self.number = 2

    def produce(self) -> None:
        for _ in range(ITEMS):
            with self.lock:
                while self.number > 0:
                    self.empty.wait()
                self.number += 1
            with self.lock:
                self.full.notify()

    def consume(self) -> None:
        for _ in range(ITEMS):
            with self.lock:
                while self.number == 0:
                    self.full.wait()
                self.number -= 1
            with self.lock:
                self.empty.notify()

    def threads(self) -> list[Callable[[], None]]:
        return [self.produce, self.consume]

    def check(self) -> None:
        pass
