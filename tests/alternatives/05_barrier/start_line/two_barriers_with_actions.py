"""Two barriers, and the second one's action tidies up, which the barrier calls once by itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def start_together(runners: Sequence[Callable[[], None]], cleanup: Callable[[], None]) -> None:
    if len(runners) == 0:
        raise ValueError("nobody at the line")
    errors: list[BaseException] = []

    def tidy_up() -> None:
        try:
            cleanup()
        except BaseException as error:
            errors.append(error)

    start = threading.Barrier(len(runners))
    finish = threading.Barrier(len(runners), action=tidy_up)

    def run(index: int) -> None:
        start.wait()
        try:
            runners[index]()
        except BaseException as error:
            errors.append(error)
        finally:
            finish.wait()

    threads = []
    for index in range(len(runners)):
        threads.append(threading.Thread(target=run, args=[index], name=f"runner {index}"))
        threads[-1].start()
    for thread in threads:
        thread.join()
    for error in errors:
        raise error
