"""The lock is held while the block runs, which keeps nobody waiting who need not wait anyway."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    def __init__(self, players: int) -> None:
        if players < 1:
            raise ValueError(players)
        self._players = players
        self._taken = 0
        self._changed = threading.Condition()

    @contextmanager
    def take(self, player: int) -> Iterator[None]:
        if player < 0 or player >= self._players:
            raise ValueError(player)
        with self._changed:
            while self._taken % self._players != player:
                self._changed.wait()
            try:
                yield
            finally:
                self._taken += 1
                self._changed.notify_all()
