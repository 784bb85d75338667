"""Waits when it is called, not when the block is entered: in a with statement that is the same."""

from __future__ import annotations

import threading


class Turns:
    def __init__(self, players: int) -> None:
        if players < 1:
            raise ValueError(players)
        self._locks = [threading.Lock() for _ in range(players)]
        for lock in self._locks[1:]:
            lock.acquire()
        self._now = 0

    def take(self, player: int) -> Turns:
        if not 0 <= player < len(self._locks):
            raise ValueError(player)
        self._locks[player].acquire()
        return self

    def __enter__(self) -> None:
        return None

    def __exit__(self, *exc_info: object) -> None:
        self._now = (self._now + 1) % len(self._locks)
        self._locks[self._now].release()
