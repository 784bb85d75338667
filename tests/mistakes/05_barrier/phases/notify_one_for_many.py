"""Work in phases, with a barrier of the writer's own: a count and a condition."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    if workers < 1:
        raise ValueError(workers)
    changed = threading.Condition()
    at_work, done, failed = workers, 0, False
    errors: list[BaseException] = []

    def work(worker: int) -> None:
        nonlocal at_work, done, failed
        try:
            for number, phase in enumerate(phases):
                phase(worker)
                with changed:
                    at_work -= 1
                    if at_work == 0 and not failed:
                        between(number)
                        at_work, done = workers, number + 1
                        changed.notify()
                    while done <= number and not failed:
                        changed.wait()
                    if done <= number:
                        return
        except BaseException as error:
            errors.append(error)
            with changed:
                failed = True
                changed.notify_all()

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
