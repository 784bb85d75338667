"""Taking turns: a number that says whose turn it is, and a condition in which the others wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Gives the turn to player 0, then 1, and so on to the last, and then to player 0 again."""

    def __init__(self, players: int) -> None:
        if players < 1:
            raise ValueError(f"there must be at least 1 player, not {players}")
        self._players = players
        self._turn = 0
        self._changed = threading.Condition()

    @contextmanager
    def take(self, player: int) -> Iterator[None]:
        if not 0 <= player < self._players:
            raise ValueError(f"there is no player {player}")
        with self._changed:
            self._changed.wait_for(lambda: self._turn == player)
        # The block runs without the lock, and nobody comes in all the same: as long as the number
        # stays as it is, it is nobody else's turn. Whoever asks meanwhile waits in the condition.
        try:
            yield
        finally:
            # In a finally: a turn that ended with an exception is over as well, and without this
            # everybody would wait for somebody who has left.
            with self._changed:
                self._turn = (self._turn + 1) % self._players
                # They all wait in the same condition, each for a number of his own. notify()
                # would wake the one who has waited longest, most likely not the one whose turn it
                # is, and that one would sleep on.
                self._changed.notify_all()
