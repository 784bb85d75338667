"""A lock for readers and writers: three numbers say who is in and who waits, and one lock them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ReadWriteLock:
    """Lets any number of readers in together, or one writer alone."""

    def __init__(self) -> None:
        self._readers = 0
        self._writing = False
        # Those who wait are counted as well. Without this number a reader would look at who is in
        # and nothing else, and as long as readers keep coming, one of them is always in.
        self._waiting_writers = 0
        # It is held to look and to change the numbers, never while somebody reads or writes: the
        # numbers keep the others out, and the lock keeps the numbers right.
        self._changed = threading.Condition()

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._writing and not self._waiting_writers)
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                # Only the last one out makes a difference, and only to writers. But readers may
                # stand in the same condition, behind a waiting writer, and whom of them notify()
                # wakes is not promised.
                if not self._readers:
                    self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._changed:
            self._waiting_writers += 1
            try:
                self._changed.wait_for(lambda: not self._writing and not self._readers)
            except BaseException:
                # A wait can end with an exception: Ctrl-C in the main thread. A writer who has left
                # must not go on keeping readers out, and they have to hear of it.
                self._changed.notify_all()
                raise
            finally:
                self._waiting_writers -= 1
            self._writing = True
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                # All readers that wait can go in together, or else one writer.
                self._changed.notify_all()
