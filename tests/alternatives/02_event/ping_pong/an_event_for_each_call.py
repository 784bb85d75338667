"""As many events as calls, each set once and never cleared. The second thread starts the first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread


def ping_pong(rounds: int, ping: Callable[[], object], pong: Callable[[], object]) -> None:
    done = [Event() for _ in range(2 * rounds)]

    def play_ping() -> None:
        for number in range(rounds):
            if number:
                done[2 * number - 1].wait()
            ping()
            done[2 * number].set()

    def play_pong() -> None:
        player = Thread(target=play_ping)
        player.start()
        for number in range(rounds):
            done[2 * number].wait()
            pong()
            done[2 * number + 1].set()
        player.join()

    thread = Thread(target=play_pong)
    thread.start()
    thread.join()
