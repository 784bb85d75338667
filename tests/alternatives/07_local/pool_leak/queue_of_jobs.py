"""A queue of jobs with an end mark for each thread, and a queue of results."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any


def run_jobs(
    workers: int, jobs: Sequence[Callable[[], Any]], context: threading.local
) -> list[Any]:
    if workers < 1:
        raise ValueError(workers)
    todo: queue.SimpleQueue[Any] = queue.SimpleQueue()
    for entry in enumerate(jobs):
        todo.put(entry)
    for _ in range(workers):
        todo.put(None)
    results: list[Any] = [None] * len(jobs)
    errors: list[Any] = [None] * len(jobs)

    def work() -> None:
        while (entry := todo.get()) is not None:
            index, job = entry
            try:
                results[index] = job()
            except Exception as error:
                errors[index] = error
            vars(context).clear()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in reversed(threads):
        thread.join()
    for error in errors:
        if error is not None:
            raise error
    return results
