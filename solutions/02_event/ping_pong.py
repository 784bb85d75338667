"""Ping and pong: an event for each player, which says that it is that player's turn."""

from __future__ import annotations

import threading
from collections.abc import Callable


def ping_pong(rounds: int, ping: Callable[[], object], pong: Callable[[], object]) -> None:
    """Call `ping()` and `pong()` in turn, `rounds` times each, in two threads."""
    # Two events, because there are two things to wait for. With one, set for pong's turn and
    # cleared for ping's, there would be no way to wait for ping's: nobody can wait for clear().
    pings_turn = threading.Event()
    pongs_turn = threading.Event()

    def play(call: Callable[[], object], mine: threading.Event, other: threading.Event) -> None:
        for _ in range(rounds):
            mine.wait()
            # Cleared before the turn is passed on. From `other.set()` on, the other one may play
            # and give the turn back at any moment, and a clear() after that would erase it. And
            # each clears only its own: a signal may be taken away only by those who have seen it.
            mine.clear()
            call()
            other.set()

    players = [
        threading.Thread(target=play, args=(ping, pings_turn, pongs_turn)),
        threading.Thread(target=play, args=(pong, pongs_turn, pings_turn)),
    ]
    for player in players:
        player.start()
    pings_turn.set()
    for player in players:
        player.join()
