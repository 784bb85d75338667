"""A common start. The action of the second barrier tidies up, and raises in one of the threads."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence


def start_together(runners: Sequence[Callable[[], None]], cleanup: Callable[[], None]) -> None:
    if not runners:
        raise ValueError("there must be at least one runner")
    start = threading.Barrier(len(runners))
    finish = threading.Barrier(len(runners), action=cleanup)
    errors: list[BaseException] = []

    def run(runner: Callable[[], None]) -> None:
        start.wait()
        try:
            runner()
        except BaseException as error:
            errors.append(error)
        with contextlib.suppress(threading.BrokenBarrierError):
            try:
                finish.wait()
            except threading.BrokenBarrierError:
                raise
            except BaseException as error:
                errors.append(error)

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
