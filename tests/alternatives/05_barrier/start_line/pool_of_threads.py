"""A pool with a thread for each: at the line nobody is free yet, so each runner gets its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor


def start_together(runners: Sequence[Callable[[], None]], cleanup: Callable[[], None]) -> None:
    total = len(runners)
    if total == 0:
        raise ValueError("nobody runs")
    line = threading.Barrier(total)
    errors: queue.SimpleQueue[BaseException] = queue.SimpleQueue()

    def attempt(function: Callable[[], None]) -> None:
        try:
            function()
        except BaseException as error:
            errors.put(error)

    def run(runner: Callable[[], None]) -> None:
        line.wait()
        attempt(runner)
        if line.wait() == 0:
            attempt(cleanup)

    with ThreadPoolExecutor(total) as pool:
        list(pool.map(run, runners))
    if not errors.empty():
        raise errors.get()
