"""A ThreadPoolExecutor, and a wrapper around each job that clears up behind it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run_jobs(
    workers: int, jobs: Sequence[Callable[[], Any]], context: threading.local
) -> list[Any]:
    if workers < 1:
        raise ValueError(workers)

    def tidily(job: Callable[[], Any]) -> Any:
        try:
            return job()
        finally:
            for name in tuple(vars(context)):
                delattr(context, name)

    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(tidily, job) for job in jobs]
    return [future.result() for future in futures]
