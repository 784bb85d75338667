"""A common start. Whoever fails notes it in a place of its own, and the first place counts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def start_together(runners: Sequence[Callable[[], None]], cleanup: Callable[[], None]) -> None:
    if not runners:
        raise ValueError("there must be at least one runner")
    line = threading.Barrier(len(runners))
    errors: list[BaseException | None] = [None] * (len(runners) + 1)

    def run(index: int) -> None:
        line.wait()
        try:
            runners[index]()
        except BaseException as error:
            errors[index] = error
        if line.wait() == 0:
            try:
                cleanup()
            except BaseException as error:
                errors[-1] = error

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(runners))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        if error is not None:
            raise error
