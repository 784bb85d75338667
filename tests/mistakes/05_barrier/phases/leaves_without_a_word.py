"""Work in phases. Who has failed still comes to the barrier, but who sees that does not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    if workers < 1:
        raise ValueError(f"there must be at least one worker, not {workers}")
    finished = 0
    errors: list[BaseException] = []

    def after_phase() -> None:
        nonlocal finished
        if errors:
            return
        try:
            between(finished)
        except BaseException as error:
            errors.append(error)
        finished += 1

    barrier = threading.Barrier(workers, action=after_phase)

    def work(worker: int) -> None:
        for phase in phases:
            try:
                phase(worker)
            except BaseException as error:
                errors.append(error)
            barrier.wait()
            if errors:
                return

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
