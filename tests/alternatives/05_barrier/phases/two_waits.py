"""No action: number 0 does what comes in between, and everybody waits for that as well."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    if workers < 1:
        raise ValueError("nobody to work")
    barrier = threading.Barrier(workers)
    guard = threading.Lock()
    first: BaseException | None = None

    def work(worker: int) -> None:
        nonlocal first
        try:
            for number in range(len(phases)):
                phases[number](worker)
                if barrier.wait() == 0:
                    between(number)
                if number < len(phases) - 1:
                    barrier.wait()
        except BaseException as error:
            with guard:
                if first is None:
                    first = error
            barrier.abort()

    threads = []
    for worker in range(workers):
        thread = threading.Thread(target=work, args=[worker], name=f"worker {worker}")
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    if first is not None:
        raise first
