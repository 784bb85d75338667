"""No worker begins before all have been started."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable


def start_workers(count: int, work: Callable[[int], object]) -> list[threading.Thread]:
    go = threading.Event()

    def begin(call: Callable[[], object]) -> None:
        go.wait()
        call()

    workers = {}
    for number in range(count):
        call = functools.partial(work, number)
        workers[number] = threading.Thread(target=begin, kwargs={"call": call})
        workers[number].start()
    go.set()
    return list(workers.values())
