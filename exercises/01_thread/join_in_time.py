"""Wait for threads, but not for ever.

A museum closes at six. Five minutes before, the guard asks everybody to leave, and then he has
those five minutes for all of them together, not five minutes for each. Whoever is still inside
when they are over is asked by name. If all have gone earlier, he locks up earlier.

    for visitor in join_all(visitors, 300):
        print(visitor.name, "is still here")

    if not wait_for(director, 10):
        print("the director works late tonight")
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Thread


def wait_for(thread: Thread, seconds: float) -> bool:
    """Wait until `thread` has ended, at most `seconds`, and say whether it has ended.

    Returns True as soon as the thread has ended, at once if it had ended before; False when
    `seconds` have passed and it is still alive. With 0, or less, it only looks and does not wait.
    While it waits it uses no processor.

    Raises RuntimeError if `thread` has not been started.
    """
    raise NotImplementedError


def join_all(threads: Sequence[Thread], seconds: float) -> list[Thread]:
    """Wait until all have ended, at most `seconds` together, and return those still alive.

    Returns the empty list as soon as all have ended. Otherwise it returns when `seconds` have
    passed: the list of those that are alive at that time, in the order of `threads`. One that has
    ended is never in it, no matter where it stands in `threads` and how long the others took. With
    0, or less, it only looks and does not wait. While it waits it uses no processor.

    All `threads` have been started, and the one that calls is not among them. The sequence itself
    stays as it is.
    """
    raise NotImplementedError
