"""Every thread reports its end to a queue, and is joined when it has."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable


def run_all(*jobs: Callable[[], object]) -> None:
    ended: queue.Queue[threading.Thread] = queue.Queue()

    def run(job: Callable[[], object]) -> None:
        try:
            job()
        finally:
            ended.put(threading.current_thread())

    for job in jobs:
        threading.Thread(target=run, args=(job,)).start()
    for _ in jobs:
        ended.get().join()
