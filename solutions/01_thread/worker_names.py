"""Threads with names: each one notes its own when its job has ended."""

from __future__ import annotations

import threading
from collections.abc import Callable


def run_named(jobs: dict[str, Callable[[], None]]) -> list[str]:
    """Run every job in a thread that bears the job's name; return the names as the jobs ended."""
    ended: list[str] = []

    def run_and_note(job: Callable[[], None]) -> None:
        # The same function runs in every thread, and current_thread() is a different one in each.
        # append() is one step, so two threads can do it at the same moment. Looking at the list
        # and then storing into it would be two: `ended[len(ended)] = ...`, in whatever form, lets
        # two threads find the same free place.
        try:
            job()
        finally:
            ended.append(threading.current_thread().name)

    # The name is given when the thread is made. After start() the job may already have asked for
    # it, or have ended.
    threads = [
        threading.Thread(target=run_and_note, args=(job,), name=name) for name, job in jobs.items()
    ]
    for thread in threads:
        thread.start()
    # Noting the names in this loop would list them in the order in which this thread asks.
    for thread in threads:
        thread.join()
    return ended
