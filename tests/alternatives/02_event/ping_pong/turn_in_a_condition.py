"""The number of the next call, and a condition in which to wait for one's own."""

from __future__ import annotations

import threading
from collections.abc import Callable


def ping_pong(rounds: int, ping: Callable[[], object], pong: Callable[[], object]) -> None:
    changed = threading.Condition()
    done = 0

    def play(call: Callable[[], object], first: int) -> None:
        nonlocal done
        for number in range(first, 2 * rounds, 2):
            with changed:
                while done != number:
                    changed.wait()
                call()
                done += 1
                changed.notify_all()

    threads = [
        threading.Thread(target=play, args=(ping, 0)),
        threading.Thread(target=play, args=(pong, 1)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
