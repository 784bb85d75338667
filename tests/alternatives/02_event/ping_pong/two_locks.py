"""A lock for each player, freed by the other one: a lock may be freed by whoever likes."""

from __future__ import annotations

import threading
from collections.abc import Callable


def ping_pong(rounds: int, ping: Callable[[], object], pong: Callable[[], object]) -> None:
    pings = threading.Lock()
    pongs = threading.Lock()
    pongs.acquire()

    def play_ping() -> None:
        for _ in range(rounds):
            pings.acquire()
            ping()
            pongs.release()

    def play_pong() -> None:
        for _ in range(rounds):
            pongs.acquire()
            pong()
            pings.release()

    second = threading.Thread(target=play_pong)
    first = threading.Thread(target=play_ping)
    second.start()
    first.start()
    first.join()
    second.join()
