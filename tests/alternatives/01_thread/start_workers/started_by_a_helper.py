"""Another thread starts the workers, and the caller waits until it has."""

from __future__ import annotations

import threading
from collections.abc import Callable


def start_workers(count: int, work: Callable[[int], object]) -> list[threading.Thread]:
    workers = [threading.Thread(target=work, args=[number]) for number in range(count)]

    def start_all() -> None:
        for worker in workers:
            worker.start()

    helper = threading.Thread(target=start_all)
    helper.start()
    helper.join()
    return workers
