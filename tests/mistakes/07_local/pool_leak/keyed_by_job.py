"""A pool that cleans up, and keeps the results in a dict by the jobs."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any


def run_jobs(
    workers: int, jobs: Sequence[Callable[[], Any]], context: threading.local
) -> list[Any]:
    if workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}")
    to_do: queue.SimpleQueue[Callable[[], Any]] = queue.SimpleQueue()
    for job in jobs:
        to_do.put(job)
    results: dict[Callable[[], Any], Any] = {}
    errors: dict[Callable[[], Any], Exception] = {}

    def work() -> None:
        while True:
            try:
                job = to_do.get_nowait()
            except queue.Empty:
                return
            try:
                results[job] = job()
            except Exception as error:
                errors[job] = error
            finally:
                vars(context).clear()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for job in jobs:
        if job in errors:
            raise errors[job]
    return [results[job] for job in jobs]
