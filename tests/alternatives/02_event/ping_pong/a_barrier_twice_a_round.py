"""The two meet twice in each round: when ping is done, and when pong is."""

from __future__ import annotations

import threading
from collections.abc import Callable


def ping_pong(rounds: int, ping: Callable[[], object], pong: Callable[[], object]) -> None:
    meeting = threading.Barrier(2)

    def play_ping() -> None:
        for _ in range(rounds):
            ping()
            meeting.wait()
            meeting.wait()

    def play_pong() -> None:
        for _ in range(rounds):
            meeting.wait()
            pong()
            meeting.wait()

    players = [threading.Thread(target=play) for play in (play_ping, play_pong)]
    for player in players:
        player.start()
    for player in players:
        player.join()
