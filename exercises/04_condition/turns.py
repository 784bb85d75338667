"""Taking turns: several threads do something one after the other, always in the same order.

Three lamps stand in a row, and a thread for each. The light is to run along the row: the first
lamp flashes, then the second, then the third, then the first again. The threads are not equally
fast, and a lamp that is slow must not be overtaken by the next one.

    turns = Turns(3)
    ...                              # in the thread of lamp number k, which is 0, 1 or 2:
    while not switched_off:
        with turns.take(k):          # waits until it is this lamp's turn
            flash()                  # nobody else flashes meanwhile
        recover()                    # the others do not wait for this
"""

from __future__ import annotations

from contextlib import AbstractContextManager


class Turns:
    """Gives the turn to player 0, then 1, and so on to the last, and then to player 0 again.

    It is always the turn of one player, who may not have come yet: the others wait for him, and
    nobody is skipped. Each player is one thread. What happens when two threads take the turn of the
    same player at the same time is not promised.
    """

    def __init__(self, players: int) -> None:
        """Turns for the players 0 to `players` - 1. It is the turn of player 0.

        Raises ValueError if `players` is less than 1.
        """
        raise NotImplementedError

    def take(self, player: int) -> AbstractContextManager[None]:
        """One turn of `player`, for use in a `with` statement: `with turns.take(2):`.

        Entering the block waits until it is the turn of `player`. The turn is over when the block
        ends, and only then; the next player's begins. That is so as well if the block ends with an
        exception, which goes on to whoever used the block.

        Raises ValueError, when it is called or when the block is entered, if there is no such
        player. It is then the turn of the same player as before.
        """
        raise NotImplementedError
