"""The caller comes to the line as well, and the highest number tidies up instead of the lowest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def start_together(runners: Sequence[Callable[[], None]], cleanup: Callable[[], None]) -> None:
    total = len(runners)
    if total < 1:
        raise ValueError("there is nobody to run")
    start = threading.Barrier(total + 1)
    finish = threading.Barrier(total)
    errors: list[BaseException] = []

    def run(runner: Callable[[], None]) -> None:
        start.wait()
        try:
            runner()
        except BaseException as error:
            errors.append(error)
        if finish.wait() == total - 1:
            try:
                cleanup()
            except BaseException as error:
                errors.append(error)

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    start.wait()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
