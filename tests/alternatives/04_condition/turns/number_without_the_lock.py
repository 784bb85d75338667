"""The number goes on without the lock, which is right: only the player whose turn it is does that.

The lock is needed to tell the others, and by then nobody is between his look and his wait.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    def __init__(self, players: int) -> None:
        if players < 1:
            raise ValueError(players)
        self._players = players
        self._turn = 0
        self._changed = threading.Condition()

    @contextmanager
    def take(self, player: int) -> Iterator[None]:
        if not 0 <= player < self._players:
            raise ValueError(player)
        with self._changed:
            self._changed.wait_for(lambda: self._turn == player)
        try:
            yield
        finally:
            self._turn = (player + 1) % self._players
            with self._changed:
                self._changed.notify_all()
