"""A queue for each player; the turn is a thing that is handed on."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    def __init__(self, players: int) -> None:
        if players < 1:
            raise ValueError(players)
        self._hands: list[queue.SimpleQueue[object]] = [queue.SimpleQueue() for _ in range(players)]
        self._hands[0].put(object())

    @contextmanager
    def take(self, player: int) -> Iterator[None]:
        if not 0 <= player < len(self._hands):
            raise ValueError(player)
        turn = self._hands[player].get()
        try:
            yield
        finally:
            self._hands[(player + 1) % len(self._hands)].put(turn)
