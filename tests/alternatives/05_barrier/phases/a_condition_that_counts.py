"""A barrier by hand: who finishes a phase last turns the number over, under the lock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    if workers < 1:
        raise ValueError(f"{workers} workers")
    changed = threading.Condition()
    current = 0
    at_work = workers
    errors: list[BaseException] = []

    def phase_is_over(number: int) -> bool:
        return current > number or bool(errors)

    def finish(number: int) -> bool:
        """Wait until all have finished; whether to go on."""
        nonlocal current, at_work
        with changed:
            at_work -= 1
            if at_work == 0 and not errors:
                try:
                    between(number)
                except BaseException as error:
                    errors.append(error)
                current += 1
                at_work = workers
                changed.notify_all()
            changed.wait_for(lambda: phase_is_over(number))
            return not errors

    def work(worker: int) -> None:
        for number, phase in enumerate(phases):
            try:
                phase(worker)
            except BaseException as error:
                with changed:
                    errors.append(error)
                    changed.notify_all()
                return
            if not finish(number):
                return

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
