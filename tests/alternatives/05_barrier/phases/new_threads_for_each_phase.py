"""Slow but right: new threads for each phase, and the caller does what comes in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    if workers <= 0:
        raise ValueError(workers)
    failures: list[BaseException] = []

    def call(phase: Callable[[int], None], worker: int) -> None:
        try:
            phase(worker)
        except BaseException as failure:
            failures.append(failure)

    for number, phase in enumerate(phases):
        threads = [threading.Thread(target=call, args=(phase, worker)) for worker in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for failure in failures:
            raise failure
        between(number)
