"""All or none, by a condition. That all were ready does not count any more once one has failed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_or_abort(parts: Sequence[Callable[[Callable[[], None]], T]]) -> list[T]:
    changed = threading.Condition()
    missing = len(parts)
    results: dict[int, T] = {}
    errors: list[BaseException] = []

    def ready() -> None:
        nonlocal missing
        with changed:
            missing -= 1
            changed.notify_all()
            changed.wait_for(lambda: missing == 0 or errors)
            if errors:
                raise threading.BrokenBarrierError

    def run_part(index: int, part: Callable[[Callable[[], None]], T]) -> None:
        try:
            results[index] = part(ready)
        except BaseException as error:
            with changed:
                errors.append(error)
                changed.notify_all()

    threads = [
        threading.Thread(target=run_part, args=(index, part)) for index, part in enumerate(parts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [results[index] for index in range(len(parts))]
