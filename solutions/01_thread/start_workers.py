"""Start some workers: make a thread for each number, start it, keep it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread


def start_workers(count: int, work: Callable[[int], object]) -> list[Thread]:
    """Call `work(0)`, `work(1)`, ..., `work(count - 1)`, each once, in a thread of its own."""
    workers = []
    for number in range(count):
        # `target` is the function itself: with parentheses, `target=work(number)`, this thread
        # would do the work here and now, and hand over the result of it.
        #
        # The number goes into `args`, as a tuple of one, comma included. That keeps the value it
        # has now. `target=lambda: work(number)` would keep the variable and look at it later, when
        # this loop may have gone on to the next number.
        worker = Thread(target=work, args=(number,))
        # Not `run()`, which is what the new thread calls: here it would be this thread that works.
        worker.start()
        workers.append(worker)
    return workers
