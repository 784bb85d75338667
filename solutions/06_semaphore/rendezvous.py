"""Two threads that meet: each leaves a permit for the other, then takes its own."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Rendezvous:
    """A meeting place of two threads, which may be used again and again."""

    def __init__(self) -> None:
        # A permit in here says: the left one has come. And in there, the right one. With a single
        # semaphore for both, a thread could take the permit that it has left itself.
        self._left_is_here = threading.Semaphore(0)
        self._right_is_here = threading.Semaphore(0)

    def left(self, f: Callable[[], None]) -> None:
        # First tell the other, then wait. If both waited first, both would wait for ever; if only
        # one of them did, it would work until one day the other did too.
        self._left_is_here.release()
        # Permits are counted, and this takes one of them: when this thread is back before the
        # other has woken up, its second permit lies beside the first, and none is lost. That is
        # why nothing has to be cleared for the next meeting, as an Event would have to be.
        self._right_is_here.acquire()
        f()

    def right(self, f: Callable[[], None]) -> None:
        self._right_is_here.release()
        self._left_is_here.acquire()
        f()
