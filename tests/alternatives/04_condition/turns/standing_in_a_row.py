"""The players stand in a row that moves on by one; an ExitStack in place of `finally`."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


class Turns:
    def __init__(self, players: int) -> None:
        if players < 1:
            raise ValueError(players)
        self._row = deque(range(players))
        self._changed = threading.Condition()

    def _move_on(self) -> None:
        with self._changed:
            self._row.rotate(-1)
            self._changed.notify_all()

    @contextmanager
    def take(self, player: int) -> Iterator[None]:
        with self._changed:
            if player not in self._row:
                raise ValueError(player)
            while self._row[0] != player:
                self._changed.wait()
        with ExitStack() as stack:
            stack.callback(self._move_on)
            yield
