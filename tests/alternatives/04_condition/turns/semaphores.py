"""A semaphore for each player; the turn is a permit that goes round."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    def __init__(self, players: int) -> None:
        if players < 1:
            raise ValueError("nobody plays")
        self._go = [threading.Semaphore(0) for _ in range(players)]
        self._go[0].release()

    @contextmanager
    def take(self, player: int) -> Iterator[None]:
        if not 0 <= player < len(self._go):
            raise ValueError(player)
        self._go[player].acquire()
        try:
            yield
        finally:
            self._go[(player + 1) % len(self._go)].release()
