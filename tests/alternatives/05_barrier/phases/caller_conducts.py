"""No barrier: the caller gives each worker the sign for each phase, and waits for all of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    if workers < 1:
        raise ValueError(workers)
    signs = [threading.Semaphore(0) for _ in range(workers)]
    finished = threading.Semaphore(0)
    stopped = threading.Event()
    errors: list[BaseException] = []

    def work(worker: int) -> None:
        for phase in phases:
            signs[worker].acquire()
            if stopped.is_set():
                return
            try:
                phase(worker)
            except BaseException as error:
                errors.append(error)
            finished.release()

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(workers)]
    for thread in threads:
        thread.start()
    for number in range(len(phases)):
        for sign in signs:
            sign.release()
        for _ in range(workers):
            finished.acquire()
        if not errors:
            try:
                between(number)
            except BaseException as error:
                errors.append(error)
        if errors:
            stopped.set()
            for sign in signs:
                sign.release()
            break
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
