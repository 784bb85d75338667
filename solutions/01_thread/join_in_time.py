"""Wait for threads, but not for ever: a join with a time limit, and a look after it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Thread


def wait_for(thread: Thread, seconds: float) -> bool:
    """Wait until `thread` has ended, at most `seconds`, and say whether it has ended."""
    # join() returns None in either case, when the thread has ended and when the time is over, so
    # only is_alive() can tell. To join(), less than 0 is the same as 0.
    thread.join(seconds)
    return not thread.is_alive()


def join_all(threads: Sequence[Thread], seconds: float) -> list[Thread]:
    """Wait until all have ended, at most `seconds` together, and return those still alive."""
    # One moment for all of them, on a clock that nobody sets: time.time() jumps when the clock of
    # the computer is corrected. Each thread is given what is left until then. With `seconds` for
    # each, ten threads could take ten times as long.
    deadline = time.monotonic() + seconds
    # When nothing is left, or less, join() returns at once. That is no reason to leave the loop:
    # those further down the list may have ended, too.
    for thread in threads:
        thread.join(deadline - time.monotonic())
    return [thread for thread in threads if thread.is_alive()]
