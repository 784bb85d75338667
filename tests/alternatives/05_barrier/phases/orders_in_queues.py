"""No barrier: the caller puts each phase into every worker's queue, and gets as many answers."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    if workers < 1:
        raise ValueError(workers)
    orders: list[queue.Queue[Callable[[int], None] | None]] = [
        queue.Queue() for _ in range(workers)
    ]
    answers: queue.Queue[BaseException | None] = queue.Queue()

    def work(worker: int) -> None:
        while (phase := orders[worker].get()) is not None:
            try:
                phase(worker)
            except BaseException as error:
                answers.put(error)
            else:
                answers.put(None)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for number, phase in enumerate(phases):
            for order in orders:
                order.put(phase)
            for error in [answers.get() for _ in orders]:
                if error is not None:
                    raise error
            between(number)
    finally:
        for order in orders:
            order.put(None)
        for thread in threads:
            thread.join()
