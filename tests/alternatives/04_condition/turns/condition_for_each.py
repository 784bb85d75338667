"""A condition for each player, all with one lock: one notify, and it meets the right one."""

from __future__ import annotations

import threading
from types import TracebackType


class _Turn:
    def __init__(self, turns: Turns, player: int) -> None:
        self._turns = turns
        self._player = player

    def __enter__(self) -> None:
        turns = self._turns
        with turns._lock:
            while turns._now != self._player:
                turns._called[self._player].wait()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        turns = self._turns
        with turns._lock:
            turns._now = (self._player + 1) % len(turns._called)
            turns._called[turns._now].notify()


class Turns:
    def __init__(self, players: int) -> None:
        if players <= 0:
            raise ValueError(players)
        self._lock = threading.Lock()
        self._called = [threading.Condition(self._lock) for _ in range(players)]
        self._now = 0

    def take(self, player: int) -> _Turn:
        if player not in range(len(self._called)):
            raise ValueError(player)
        return _Turn(self, player)
