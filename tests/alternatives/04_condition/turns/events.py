"""An event for each player, taken down by the one who goes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    def __init__(self, players: int) -> None:
        if players < 1:
            raise ValueError(players)
        self._go = [threading.Event() for _ in range(players)]
        self._go[0].set()

    @contextmanager
    def take(self, player: int) -> Iterator[None]:
        if player not in range(len(self._go)):
            raise ValueError(player)
        self._go[player].wait()
        self._go[player].clear()
        try:
            yield
        except BaseException:
            self._go[(player + 1) % len(self._go)].set()
            raise
        else:
            self._go[(player + 1) % len(self._go)].set()
