"""The caller starts all threads and fires; who counts the rest down to nobody tidies up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def start_together(runners: Sequence[Callable[[], None]], cleanup: Callable[[], None]) -> None:
    running = len(runners)
    if not running:
        raise ValueError(runners)
    fired = threading.Event()
    guard = threading.Lock()
    first: BaseException | None = None

    def attempt(function: Callable[[], None]) -> None:
        nonlocal first
        try:
            function()
        except BaseException as error:
            with guard:
                first = first or error

    class Runner(threading.Thread):
        def __init__(self, runner: Callable[[], None]) -> None:
            super().__init__()
            self.runner = runner

        def run(self) -> None:
            nonlocal running
            fired.wait()
            attempt(self.runner)
            with guard:
                running -= 1
                last = running == 0
            if last:
                attempt(cleanup)

    threads = [Runner(runner) for runner in runners]
    for thread in threads:
        thread.start()
    fired.set()
    for thread in threads:
        thread.join()
    if first is not None:
        raise first
