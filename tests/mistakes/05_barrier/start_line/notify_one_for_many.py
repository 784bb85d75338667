"""A common start, with a line of the writer's own: a count and a condition."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


def start_together(runners: Sequence[Callable[[], None]], cleanup: Callable[[], None]) -> None:
    if not runners:
        raise ValueError("there must be at least one runner")
    changed = threading.Condition()
    here = running = len(runners)
    errors: list[BaseException] = []

    def run(runner: Callable[[], None]) -> None:
        nonlocal here, running
        with changed:
            here -= 1
            if here == 0:
                changed.notify()
            changed.wait_for(lambda: here == 0)
        try:
            runner()
        except BaseException as error:
            errors.append(error)
        with changed:
            running -= 1
            last = running == 0
        if last:
            try:
                cleanup()
            except BaseException as error:
                errors.append(error)

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
