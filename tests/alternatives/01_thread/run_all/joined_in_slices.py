"""A join with a time limit, in a loop that looks whether the thread has ended."""

from __future__ import annotations

import threading
from collections.abc import Callable


def run_all(*jobs: Callable[[], object]) -> None:
    threads = {index: threading.Thread(target=job) for index, job in enumerate(jobs)}
    for thread in threads.values():
        thread.start()
    for thread in threads.values():
        while thread.is_alive():
            thread.join(timeout=3600)
