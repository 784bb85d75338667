"""A hand-over: whoever sends waits until somebody has taken it.

At a kitchen hatch the cooks hand out plates and the waiters take them. There is no shelf. A cook
holds a plate out until a waiter has it in his hands, and only then starts on the next one; a waiter
who is early waits for a plate. So nobody cooks ahead of the waiters, and when a cook turns back to
the stove he knows that this very plate is on its way.

    hatch = Mailbox()
    ...                              # in each cook's thread:
    hatch.send(plate)                # returns when a waiter has taken this plate
    clean_up()
    ...                              # in each waiter's thread:
    carry_out(hatch.receive())       # waits for a plate
"""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Hands items from senders to receivers, without keeping any. Many threads on both sides.

    Every item that is sent is given to exactly one `receive`. In which order the items of different
    senders are taken, and which receiver gets which, is not promised; but nobody waits while there
    is somebody on the other side who is waiting, too.
    """

    def __init__(self) -> None:
        """A mailbox where nobody is waiting."""
        raise NotImplementedError

    def send(self, item: T) -> None:
        """Offer `item`, which may be any object, None too, and wait until it has been taken.

        Returns as soon as a `receive` has taken this item: not before, and not only when other
        senders' items have been taken as well.
        """
        raise NotImplementedError

    def receive(self) -> T:
        """Take an item that is being offered, and return it. Blocks while nobody offers one."""
        raise NotImplementedError
