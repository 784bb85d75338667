"""There is one ball, and a queue to each player: who has the ball may play."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

Balls = queue.SimpleQueue[str]


class Player(threading.Thread):
    def __init__(self, play: Callable[[], object], rounds: int, from_: Balls, to: Balls) -> None:
        super().__init__()
        self.play, self.rounds, self.from_, self.to = play, rounds, from_, to

    def run(self) -> None:
        for _ in range(self.rounds):
            ball = self.from_.get()
            self.play()
            self.to.put(ball)


def ping_pong(rounds: int, ping: Callable[[], object], pong: Callable[[], object]) -> None:
    to_ping: Balls = queue.SimpleQueue()
    to_pong: Balls = queue.SimpleQueue()
    players = [Player(ping, rounds, to_ping, to_pong), Player(pong, rounds, to_pong, to_ping)]
    for player in players:
        player.start()
    to_ping.put("ball")
    for player in players:
        player.join()
