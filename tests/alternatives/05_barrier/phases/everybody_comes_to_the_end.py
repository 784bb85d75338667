"""Nothing is ever broken: who fails says so and still comes to the barrier, where all look."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    if workers < 1:
        raise ValueError("workers must be positive")
    errors: list[BaseException] = []
    numbers = iter(range(len(phases)))

    def attempt(function: Callable[[int], None], argument: int) -> None:
        try:
            function(argument)
        except BaseException as error:
            errors.append(error)

    def action() -> None:
        number = next(numbers)
        if not errors:
            attempt(between, number)

    barrier = threading.Barrier(workers, action)

    def work(worker: int) -> None:
        for phase in phases:
            attempt(phase, worker)
            barrier.wait()
            # What is found here may come from the next phase already, in which somebody who is
            # ahead has failed. It is no matter: this worker may leave that phase out.
            if errors:
                barrier.abort()
                return

    def quiet(worker: int) -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            work(worker)

    threads = [threading.Thread(target=quiet, args=(worker,)) for worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
