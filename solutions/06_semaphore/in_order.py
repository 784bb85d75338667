"""Three steps in order: a semaphore without a permit for each thing that has yet to happen."""

from __future__ import annotations

import threading
from collections.abc import Callable


class InOrder:
    """Lets three functions run one after the other, whichever thread comes first."""

    def __init__(self) -> None:
        # No permits: none of it has happened yet. The number a semaphore begins with is how many
        # may pass before anybody has released it, and 1, which is what Semaphore() means, would
        # let the second step go first.
        self._first_is_done = threading.Semaphore(0)
        self._second_is_done = threading.Semaphore(0)

    def first(self, f: Callable[[], None]) -> None:
        # The permit is made after f has ended, and however it has ended: nobody else could wake
        # those who wait. It is kept until they come, so it does not matter who is there first.
        try:
            f()
        finally:
            self._first_is_done.release()

    def second(self, f: Callable[[], None]) -> None:
        # Outside the try: what follows in `finally` is only right for somebody who was let in.
        self._first_is_done.acquire()
        try:
            f()
        finally:
            self._second_is_done.release()

    def third(self, f: Callable[[], None]) -> None:
        self._second_is_done.acquire()
        f()
