"""All or none, by a count and an event. Two may count at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def run_or_abort(parts: Sequence[Callable[[Callable[[], None]], T]]) -> list[T]:
    decided = threading.Event()
    arrived = 0
    results: dict[int, T] = {}
    errors: list[BaseException] = []

    def ready() -> None:
        nonlocal arrived
        arrived += 1
        if arrived == len(parts):
            decided.set()
        decided.wait()
        if arrived < len(parts):
            raise threading.BrokenBarrierError

    def run_part(index: int, part: Callable[[Callable[[], None]], T]) -> None:
        try:
            results[index] = part(ready)
        except BaseException as error:
            errors.append(error)
            decided.set()

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
