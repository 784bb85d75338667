"""All or none, with a barrier of the writer's own: a count, a failure and a condition."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_or_abort(parts: Sequence[Callable[[Callable[[], None]], T]]) -> list[T]:
    changed = threading.Condition()
    missing, failed = len(parts), False
    results: dict[int, T] = {}
    errors: list[BaseException] = []

    def ready() -> None:
        nonlocal missing
        with changed:
            missing -= 1
            if missing == 0:
                changed.notify()
            changed.wait_for(lambda: failed or missing == 0)
            if missing:
                raise threading.BrokenBarrierError

    def run_part(index: int) -> None:
        nonlocal failed
        try:
            results[index] = parts[index](ready)
        except BaseException as error:
            errors.append(error)
            with changed:
                failed = True
                changed.notify()

    threads = [threading.Thread(target=run_part, args=(index,)) for index in range(len(parts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [results[index] for index in range(len(parts))]
