"""Hold a lock for a block of code, but do not wait for it longer than a given time.

A web server asks a printer how much paper is left. Other threads use the printer too, some of them
for minutes. `with printer_lock:` would wait all that time, and the visitor with it. Two seconds are
all right; after that the page had better say that the printer is busy.

    try:
        with hold(printer_lock, 2.0):
            sheets = printer.ask_for_paper()
    except TimeoutError:
        sheets = None                # the printer is busy, and the lock is not ours
"""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager


def hold(lock: threading.Lock, seconds: float | None) -> AbstractContextManager[None]:
    """Make a context manager whose block runs while this thread has `lock`.

    The lock is taken where the block is entered, and the seconds count from there; to call `hold`
    and do no more takes nothing. If the lock is not free, the thread sleeps until it gets it, and
    then goes on at once. If `seconds` have passed and it has not got it, TimeoutError is raised
    instead, the block is not run, and whoever has the lock keeps it. With `seconds` 0 or less, as
    comes out of a deadline that has passed, it does not wait at all: it takes the lock if it is
    free at that moment. With None it waits for as long as it takes.

    The lock is released when the block ends, by whatever way: at its last line, by `return`, or by
    an exception, which is passed on as it is. It is released once, and only by who took it.

    Each call of `hold` gives a context manager for one `with`. `lock` may also be an RLock.
    """
    raise NotImplementedError
