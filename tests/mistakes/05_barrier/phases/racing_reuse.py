"""Work in phases, with a barrier of the writer's own: a count and an event."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


class Gate:
    """Lets everybody through when the last has come."""

    def __init__(self, parties: int, action: Callable[[], None]) -> None:
        self._parties = parties
        self._action = action
        self._lock = threading.Lock()
        self._waiting = 0
        self._open = threading.Event()

    def wait(self) -> None:
        with self._lock:
            self._waiting += 1
            last = self._waiting == self._parties
        if last:
            self._action()
            self._waiting = 0
            self._open.set()
        self._open.wait()
        # Closed for the next round, by whoever comes through, early or late.
        self._open.clear()


def run_phases(
    workers: int, phases: Sequence[Callable[[int], None]], between: Callable[[int], None]
) -> None:
    if workers < 1:
        raise ValueError(workers)
    numbers = iter(range(len(phases)))
    gate = Gate(workers, lambda: between(next(numbers)))

    def work(worker: int) -> None:
        for phase in phases:
            phase(worker)
            gate.wait()

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
