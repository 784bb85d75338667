"""One object is the game and the turn of everybody in it."""

from __future__ import annotations

import threading


class Turns:
    def __init__(self, players: int) -> None:
        if players < 1:
            raise ValueError(players)
        self._players = players
        self._turn = 0
        self._changed = threading.Condition()

    def take(self, player: int) -> Turns:
        if not 0 <= player < self._players:
            raise ValueError(player)
        self._player = player
        return self

    def __enter__(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._turn == self._player)

    def __exit__(self, *exc_info: object) -> None:
        with self._changed:
            self._turn = (self._turn + 1) % self._players
            self._changed.notify_all()
