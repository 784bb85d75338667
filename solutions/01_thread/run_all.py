"""Run several jobs at the same time: first start them all, then wait for them all."""

from __future__ import annotations

import threading
from collections.abc import Callable


def run_all(*jobs: Callable[[], object]) -> None:
    """Call each job, without arguments, in a new thread of its own, all at the same time."""
    threads = [threading.Thread(target=job) for job in jobs]
    # Two loops. With start() and join() in one, each job would wait for the one before it.
    for thread in threads:
        thread.start()
    # In this order, whatever order they end in: join() returns at once for a thread that has ended
    # already, so the whole takes as long as the slowest one. No timeout: join(60) returns after a
    # minute, too, when the thread is still at work.
    for thread in threads:
        thread.join()
    # There is no try around any of this. An exception in a job never comes here, because nothing
    # here has called the job; it ends the thread, and for join() that is an end like any other.
