"""Work in phases. The pool gives work to whichever of its threads is free."""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    if workers < 1:
        raise ValueError(f"there must be at least one worker, not {workers}")
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for number, phase in enumerate(phases):
            futures = [pool.submit(phase, worker) for worker in range(workers)]
            concurrent.futures.wait(futures)
            for future in futures:
                future.result()
            between(number)
