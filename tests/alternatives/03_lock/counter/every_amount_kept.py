"""Slow but right: all amounts are kept, and added up whenever somebody asks."""

from __future__ import annotations

import threading


class Counter:
    def __init__(self, start: int = 0) -> None:
        self._amounts = [start]
        self._alone = threading.Semaphore(1)

    def increment(self, by: int = 1) -> int:
        with self._alone:
            total = sum(self._amounts) + by
            self._amounts.append(by)
            return total

    @property
    def value(self) -> int:
        with self._alone:
            return sum(self._amounts)
