"""The first thing a thread does is to name itself; the last is to draw a number and note it."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable


def run_named(jobs: dict[str, Callable[[], None]]) -> list[str]:
    numbers = itertools.count()
    noted: dict[int, str] = {}

    def work(name: str) -> None:
        threading.current_thread().name = name
        try:
            jobs[name]()
        finally:
            noted[next(numbers)] = threading.current_thread().name

    threads = [threading.Thread(target=work, args=[name]) for name in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [name for _, name in sorted(noted.items())]
