"""Jobs are popped off a list, and the context is cleared before each of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any


class _Worker(threading.Thread):
    def __init__(self, jobs: list[tuple[int, Any]], outcomes: list[Any], context: Any) -> None:
        super().__init__()
        self.jobs = jobs
        self.outcomes = outcomes
        self.context = context

    def run(self) -> None:
        while True:
            # One step, so that nobody else takes the same one.
            try:
                index, job = self.jobs.pop()
            except IndexError:
                return
            for name in list(vars(self.context)):
                delattr(self.context, name)
            try:
                self.outcomes[index] = (job(), None)
            except Exception as error:
                self.outcomes[index] = (None, error)


def run_jobs(
    workers: int, jobs: Sequence[Callable[[], Any]], context: threading.local
) -> list[Any]:
    if workers <= 0:
        raise ValueError("no workers")
    outcomes: list[Any] = [None] * len(jobs)
    left = list(enumerate(jobs))
    left.reverse()
    pool = [_Worker(left, outcomes, context) for _ in range(min(workers, len(jobs)))]
    for worker in pool:
        worker.start()
    for worker in pool:
        worker.join()
    for _, error in outcomes:
        if error is not None:
            raise error
    return [result for result, _ in outcomes]
