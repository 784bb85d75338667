"""A pool that cleans up: what a thread has in a local lives as long as the thread, not the job."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_jobs(workers: int, jobs: Sequence[Callable[[], T]], context: threading.local) -> list[T]:
    """Call every job once, in `workers` threads, and return the results in the order of `jobs`."""
    if workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}")

    # By index, because nobody knows which job ends first.
    results: dict[int, T] = {}
    errors: dict[int, Exception] = {}
    to_do = iter(enumerate(jobs))
    lock = threading.Lock()

    def work() -> None:
        while True:
            # The lock is for taking a job, not for running it.
            with lock:
                index, job = next(to_do, (-1, None))
            if job is None:
                return
            try:
                results[index] = job()
            except Exception as error:
                # An exception that got out of here would end the thread, and with it the pool.
                errors[index] = error
            finally:
                # The attributes of this thread, all of them. It must be done by this thread: the
                # caller's `vars(context)` are the caller's. And a new local in the place of this
                # one would not be the one that the jobs know.
                vars(context).clear()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    if errors:
        raise errors[min(errors)]
    return [results[index] for index in range(len(jobs))]
