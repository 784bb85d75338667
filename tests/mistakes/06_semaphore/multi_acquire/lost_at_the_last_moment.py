"""Seats for groups: who waits has an event of its own, and is given its seats by who frees them."""

from __future__ import annotations

import threading


class Group:
    """A group that waits."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.on_board = threading.Event()


class Seats:
    def __init__(self, total: int) -> None:
        if total < 0:
            raise ValueError(total)
        self._total = total
        self._free = total
        self._waiting: list[Group] = []
        self._lock = threading.Lock()

    def book(self, n: int, timeout: float | None = None) -> bool:
        if not 0 <= n <= self._total:
            raise ValueError(n)
        group = Group(n)
        with self._lock:
            self._waiting.append(group)
            self._serve()
        if group.on_board.wait(timeout):
            return True
        with self._lock:
            if group in self._waiting:
                self._waiting.remove(group)
        return False

    def free(self, n: int) -> None:
        with self._lock:
            if not 0 <= n <= self._total - self._free:
                raise ValueError(n)
            self._free += n
            self._serve()

    def _serve(self) -> None:
        for group in self._waiting.copy():
            if group.n <= self._free:
                self._free -= group.n
                self._waiting.remove(group)
                group.on_board.set()
